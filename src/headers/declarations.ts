import { bytesToText } from './bytes.ts';
import { type DeclarationKind, findAll } from './edits/find.ts';
import type { CGrammar } from './edits/grammar.ts';
import { matching, readName } from './edits/name.ts';
import type { FileTree } from './tree.ts';

/** One place where a name is declared. */
export interface Declaration {
  kind: DeclarationKind;
  name: string;
  file: string;
  /** 1-based line of its first character. */
  line: number;
  /** As written. */
  text: string;
  /** A macro's or enumerator's value as written. */
  value?: string;
}

/** Every declaration of a text at file scope, with macros, tags and enumerators wherever they stand. */
export function declarationsOf(grammar: CGrammar, file: string, bytes: Uint8Array): Declaration[] {
  const text = bytesToText(bytes);
  const tree = grammar.parse(text);
  try {
    return [...findAll(tree.rootNode, text)].map((one) => ({
      kind: one.kind,
      name: one.name,
      file,
      line: text.slice(0, one.range.start).split('\n').length,
      text: text.slice(one.range.start, one.range.end),
      ...(one.value === undefined ? {} : { value: one.value }),
    }));
  } finally {
    tree.delete();
  }
}

/**
 * Where a name (`NAME`, `struct NAME`, `macro NAME` …) is declared in a tree, in the order of paths; nowhere is an
 * empty list. Only files that hold the word are parsed.
 */
export function findDeclarations(grammar: CGrammar, tree: FileTree, name: string): Declaration[] {
  const wanted = readName(name);
  if (!wanted) return [];
  const found: Declaration[] = [];
  // Names are ASCII, which this decoder leaves alone.
  const quick = new TextDecoder('latin1');
  for (const path of [...tree.keys()].sort()) {
    const bytes = tree.get(path)!;
    if (!quick.decode(bytes).includes(wanted.name)) continue;
    const text = bytesToText(bytes);
    const parsed = grammar.parse(text);
    try {
      for (const one of matching(findAll(parsed.rootNode, text), wanted)) {
        found.push({
          kind: one.kind,
          name: one.name,
          file: path,
          line: text.slice(0, one.range.start).split('\n').length,
          text: text.slice(one.range.start, one.range.end),
          ...(one.value === undefined ? {} : { value: one.value }),
        });
      }
    } finally {
      parsed.delete();
    }
  }
  return found;
}
