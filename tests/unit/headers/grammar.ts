import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CGrammar, openGrammar } from '../../../src/headers/index.ts';

const require = createRequire(import.meta.url);

/** The C grammar from the installed packages. */
export function testGrammar(): Promise<CGrammar> {
  return openGrammar({
    runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(require.resolve('tree-sitter-c/tree-sitter-c.wasm')),
  });
}

export function treeOf(files: Record<string, string>): Map<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}

export function textOf(tree: ReadonlyMap<string, Uint8Array>, path: string): string {
  return new TextDecoder().decode(tree.get(path));
}
