/** All that one header declares, in the order of its lines, fields included. */
import type { Node } from 'web-tree-sitter';
import { bytesToText } from '../bytes.ts';
import { type DeclarationKind, findAll } from '../edits/find.ts';
import type { CGrammar } from '../edits/grammar.ts';
import { generatedEnumerators } from './generated.ts';

export type DeclaredKind = DeclarationKind | 'field';

export const DECLARED_KINDS: readonly DeclaredKind[] = [
  'macro',
  'struct',
  'union',
  'enum',
  'enumerator',
  'typedef',
  'function',
  'variable',
  'field',
];

export interface Row {
  kind: DeclaredKind;
  name: string;
  /** Of a field: what it is a field of (`struct x`, or a typedef's name); of an enumerator in a list: the one before. */
  of?: string;
  /** 1-based. */
  line: number;
  /** As written, of a macro that takes no arguments and of an enumerator. */
  written?: string;
  /** An enumerator that counts on from `of`. */
  counts?: true;
}

/** A function from an offset to its 1-based line. */
export function lineCounter(text: string): (at: number) => number {
  const starts = [0];
  for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
  return (at) => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

const BODIES = new Set(['struct_specifier', 'union_specifier']);

/** The names a field declaration declares: below stars, brackets, parentheses and bit-field widths. */
function* declaredFields(node: Node): Generator<Node> {
  for (const child of node.childrenForFieldName('declarator')) {
    let at: Node | null = child;
    while (at && at.type !== 'field_identifier') {
      const inner: Node | null =
        at.childForFieldName('declarator') ??
        at.namedChildren.find((one) => one && /(_declarator|field_identifier)$/.test(one.type)) ??
        null;
      at = inner;
    }
    if (at) yield at;
  }
}

/** What a struct or union is called: its tag, the typedef around it, or what it lies in. */
function ownerOf(body: Node, outer: string): string {
  const tag = body.childForFieldName('name')?.text;
  if (tag) return `${body.type === 'union_specifier' ? 'union' : 'struct'} ${tag}`;
  const { parent } = body;
  if (parent?.type === 'type_definition') {
    const name = parent.childrenForFieldName('declarator').at(-1)?.text;
    if (name && /^\w+$/.test(name)) return name;
  }
  return outer;
}

function* fields(node: Node, outer: string): Generator<{ name: Node; of: string }> {
  if (node.type === 'compound_statement' || node.type.startsWith('preproc_def')) return;
  let owner = outer;
  if (BODIES.has(node.type)) owner = ownerOf(node, outer);
  if (node.type === 'field_declaration') {
    for (const name of declaredFields(node)) yield { name, of: owner };
  }
  for (const child of node.namedChildren) if (child) yield* fields(child, owner);
}

/** @param bytes of a header. */
export function rowsOf(grammar: CGrammar, bytes: Uint8Array): Row[] {
  const text = bytesToText(bytes);
  const lineOf = lineCounter(text);
  const tree = grammar.parse(text);
  const rows: (Row & { at: number })[] = [];
  try {
    let before: { name: string; end: number } | undefined;
    for (const one of findAll(tree.rootNode, text)) {
      const { kind, name, range } = one;
      const at = range.start;
      const row: Row & { at: number } = { kind, name, line: lineOf(at), at };
      if (kind === 'macro') {
        const takesArguments = new RegExp(`define\\s+${name}\\(`).test(text.slice(at, range.end));
        if (!takesArguments && one.value !== undefined) row.written = one.value;
      } else if (kind === 'enumerator') {
        if (one.value !== undefined) row.written = one.value;
        else {
          row.counts = true;
          // A list begins behind a brace; between two items of one stand comments, commas and preprocessor lines.
          if (before && !/[{};]/.test(withoutComments(text.slice(before.end, at)))) row.of = before.name;
        }
        before = { name, end: range.end };
      }
      rows.push(row);
    }
    for (const { name, of } of fields(tree.rootNode, '')) {
      rows.push({ kind: 'field', name: name.text, of, line: lineOf(name.startIndex), at: name.startIndex });
    }
  } finally {
    tree.delete();
  }
  const known = new Set(
    rows.flatMap(({ kind, name, line }) => (kind === 'macro' ? [`${name} ${line}`] : [])),
  );
  for (const row of plainMacros(text, lineOf)) if (!known.has(`${row.name} ${row.line}`)) rows.push(row);
  for (const { name, at } of generatedEnumerators(text)) {
    rows.push({ kind: 'enumerator', name, line: lineOf(at), at });
  }
  return rows.sort((a, b) => a.at - b.at).map(({ at: _, ...row }) => row);
}

/** Every #define by its line: where the grammar lost its way it sees none. */
function* plainMacros(text: string, lineOf: (at: number) => number): Generator<Row & { at: number }> {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const match of code.matchAll(/^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)(\(?)((?:\\\r?\n|.)*)/gm)) {
    const at = match.index + match[0].search(/#/);
    const written = match[3]!.replace(/\\\r?\n/g, ' ').trim();
    yield { kind: 'macro', name: match[1]!, line: lineOf(at), at, ...(match[2] === '' && { written }) };
  }
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}
