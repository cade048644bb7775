import type { Tree } from 'web-tree-sitter';
import { maskNoise } from './mask.ts';

/** Where the grammar's modules are staged, relative to `generated/`: by version, so they may be cached for ever. */
export const GRAMMAR_FILES = {
  runtime: 'grammar/web-tree-sitter-0.27.1.wasm',
  grammar: 'grammar/tree-sitter-c-0.24.1.wasm',
} as const;

/** The C grammar, ready to parse. Made from bytes the caller has: this room fetches and reads nothing. */
export interface CGrammar {
  /** Attribute macros are blanked out before; offsets are the text's. The caller frees the tree with `delete()`. */
  parse(text: string): Tree;
}

export interface GrammarBytes {
  /** web-tree-sitter's own module, `web-tree-sitter.wasm`. */
  runtime: Uint8Array;
  /** `tree-sitter-c.wasm`. */
  grammar: Uint8Array;
}

let runtime: Promise<void> | undefined;

/** @throws when the modules cannot be compiled. */
export async function openGrammar(bytes: GrammarBytes): Promise<CGrammar> {
  // Loaded on first use: a page on which no header is edited does without it.
  const { Language, Parser } = await import('web-tree-sitter');
  runtime ??= Parser.init({ wasmBinary: bytes.runtime });
  await runtime.catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  const language = await Language.load(bytes.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parse(text) {
      const tree = parser.parse(maskNoise(text));
      if (!tree) throw new Error('the C grammar gave no tree');
      return tree;
    },
  };
}
