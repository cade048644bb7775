/** What native Clang says that headers declare: macros by `-dM -E`, everything else by `-ast-dump=json`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclaredKind } from '../../src/headers/index.ts';
import { type NativeCompiler, nativeHome, runNative } from './native.ts';

interface AstNode {
  kind?: string;
  name?: string;
  isImplicit?: boolean;
  tagUsed?: string;
  completeDefinition?: boolean;
  inner?: AstNode[];
}

const KINDS: Readonly<Record<string, DeclaredKind>> = {
  EnumDecl: 'enum',
  EnumConstantDecl: 'enumerator',
  TypedefDecl: 'typedef',
  FunctionDecl: 'function',
  VarDecl: 'variable',
  FieldDecl: 'field',
};

function* declared(node: AstNode): Generator<string> {
  const { kind, name, isImplicit, inner = [] } = node;
  if (name && !isImplicit) {
    if (kind === 'RecordDecl' && node.completeDefinition) yield `${node.tagUsed} ${name}`;
    else if (kind === 'EnumDecl' ? inner.length > 0 : kind && KINDS[kind]) yield `${KINDS[kind!]} ${name}`;
  }
  // What stands in a function's body is not declared to anyone else.
  if (kind !== 'FunctionDecl') for (const child of inner) yield* declared(child);
}

/** Clang in a tree laid out at `root`, asked about one header at a time. */
export class ClangDeclarations {
  readonly #own: Set<string>;

  constructor(
    readonly clang: NativeCompiler,
    readonly root: string,
  ) {
    // The compiler's own macros, types and headers are no header's of the tree.
    this.#own = new Set([
      ...this.#ask('#include <stddef.h>\n#include <stdarg.h>\n#include <limits.h>\n#include <stdbool.h>\n'),
    ]);
  }

  /** `kind name` of all a header brings in, but for the compiler's own; nothing when it does not compile alone. */
  of(include: string): string[] | undefined {
    const all = this.#ask(`#include <${include}>\n`);
    return all.length === 0 ? undefined : all.filter((one) => !this.#own.has(one));
  }

  #ask(text: string): string[] {
    writeFileSync(join(this.root, 'probe.c'), text);
    const search = [`${nativeHome(this.clang)}/usr/lib/llvm-19/lib/clang/19/include`];
    const args = ['-nostdinc', '-D_GNU_SOURCE', '-w'];
    for (const folder of [...search, '/usr/include/x86_64-linux-gnu', '/usr/include'])
      args.push('-isystem', folder);
    const macros = runNative(this.clang, this.root, '/', [...args, '-dM', '-E', 'probe.c']);
    const tree = runNative(this.clang, this.root, '/', [
      ...args,
      ...['-fsyntax-only', '-Xclang', '-ast-dump=json', 'probe.c'],
    ]);
    if (macros.exitCode !== 0 || tree.exitCode !== 0) return [];
    const found = new Set<string>();
    for (const [, name] of new TextDecoder().decode(macros.stdout).matchAll(/^#define (\w+)/gm)) {
      found.add(`macro ${name}`);
    }
    for (const one of declared(JSON.parse(new TextDecoder().decode(tree.stdout)) as AstNode)) found.add(one);
    return [...found];
  }
}
