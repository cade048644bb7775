/** Where a text declares names: what of it is the declaration, by tree-sitter's C grammar. */
import type { Node } from 'web-tree-sitter';

export type DeclarationKind =
  | 'macro'
  | 'struct'
  | 'union'
  | 'enum'
  | 'enumerator'
  | 'typedef'
  | 'function'
  | 'variable';

/** A range of the text, end exclusive. */
export interface Range {
  start: number;
  end: number;
}

export interface Found {
  kind: DeclarationKind;
  name: string;
  /** All of it, terminator included; a macro's without its line feed. */
  range: Range;
  /** What to take out so that only this name goes, in order; a struct that types a variable loses its body only. */
  cuts: Range[];
  /** A macro's or enumerator's value as written. */
  value?: string;
  /** What must be written where for the names that stay to keep their values, when the cuts are made. */
  patch?: { at: number; text: string };
}

const FILE_SCOPE = new Set([
  'translation_unit',
  'preproc_if',
  'preproc_ifdef',
  'preproc_else',
  'preproc_elif',
  'preproc_elifdef',
  'declaration_list',
  'linkage_specification',
  'ERROR',
]);

function range(node: Node): Range {
  return { start: node.startIndex, end: node.endIndex };
}

function statementOf(node: Node): Node {
  let at = node;
  while (at.parent && !FILE_SCOPE.has(at.parent.type)) at = at.parent;
  return at;
}

/** The statement's range up to its semicolon, which broken code has outside of the node. */
function statementRange(text: string, node: Node): Range {
  let { startIndex: start } = node;
  let end = node.endIndex;
  // `__BEGIN_DECLS` on a line of its own looks like a type to the grammar.
  const alone = /^(?:[A-Z_][A-Z0-9_]*[ \t]*\n\s*)+/.exec(text.slice(start, end));
  if (alone) start += alone[0].length;
  if (!/[;}]$/.test(text.slice(start, end)) || node.type.endsWith('_specifier')) {
    const rest = /^[^;{}#]*;/.exec(text.slice(end));
    if (rest) end += rest[0].length;
  }
  return { start, end };
}

function* macro(node: Node, text: string): Generator<Found> {
  let name = node.childForFieldName('name')?.text;
  let value = node.childForFieldName('value')?.text ?? '';
  if (node.type === 'preproc_call') {
    if (!/^#\s*define$/.test(node.childForFieldName('directive')?.text ?? '')) return;
    const match = /^\s*([A-Za-z_]\w*)([\s\S]*)$/.exec(node.childForFieldName('argument')?.text ?? '');
    name = match?.[1];
    value = match?.[2] ?? '';
  }
  if (!name) return;
  const all = range(node);
  if (text[all.end - 1] === '\n') all.end--;
  if (text[all.end - 1] === '\r') all.end--;
  yield { kind: 'macro', name, range: all, cuts: [all], value: value.trim() };
}

const TAGGED: Record<string, 'struct' | 'union' | 'enum'> = {
  struct_specifier: 'struct',
  union_specifier: 'union',
  enum_specifier: 'enum',
};

function* tagged(node: Node, text: string): Generator<Found> {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  if (!name || !body) return;
  const found = { kind: TAGGED[node.type]!, name: name.text };
  const { parent } = node;
  if (!parent || FILE_SCOPE.has(parent.type)) {
    const whole = statementRange(text, node);
    yield { ...found, range: whole, cuts: [whole] };
  } else if (parent.type === 'field_declaration' && !parent.childForFieldName('declarator')) {
    yield { ...found, range: range(parent), cuts: [range(parent)] };
  } else {
    yield { ...found, range: range(parent), cuts: [{ start: name.endIndex, end: body.endIndex }] };
  }
}

/** The identifier a declarator declares, below its stars, brackets, parameters and parentheses. */
function declared(node: Node): Node | undefined {
  if (/^(identifier|type_identifier|primitive_type)$/.test(node.type)) return node;
  const inner = node.childForFieldName('declarator');
  if (inner) return declared(inner);
  for (const child of node.namedChildren) {
    if (/_declarator$/.test(child.type) || /^(identifier|type_identifier)$/.test(child.type)) {
      return declared(child);
    }
  }
  return undefined;
}

/** One of several declarators, with the comma that belongs to it. */
function withComma(all: Node[], one: Node, text: string): Range {
  const index = all.indexOf(one);
  const cut = range(one);
  if (index > 0) cut.start = all[index - 1]!.endIndex;
  else cut.end += /^\s*,\s*/.exec(text.slice(cut.end))?.[0].length ?? 0;
  return cut;
}

function* typedefs(node: Node, text: string): Generator<Found> {
  const declarators = node.childrenForFieldName('declarator');
  const type = node.childForFieldName('type');
  for (const declarator of declarators) {
    const name = declared(declarator)?.text;
    if (!name) continue;
    const whole = statementRange(text, node);
    let cuts = [whole];
    if (declarators.length > 1) {
      cuts = [withComma(declarators, declarator, text)];
    } else if (type?.childForFieldName('name') && type.childForFieldName('body')) {
      const end = declarator.endIndex;
      cuts = [
        { start: node.startIndex, end: type.startIndex },
        { start: type.endIndex, end },
      ];
    }
    yield { kind: 'typedef', name, range: whole, cuts };
  }
}

function isFunction(declarator: Node): boolean {
  if (declarator.type === 'function_declarator') {
    // `int (*f)(void)` is a variable.
    return declarator.childForFieldName('declarator')?.type !== 'parenthesized_declarator';
  }
  const inner = declarator.childForFieldName('declarator');
  return declarator.type === 'pointer_declarator' && inner ? isFunction(inner) : false;
}

function* declarations(node: Node, text: string): Generator<Found> {
  const statement = statementOf(node);
  if (statement !== node) return;
  const declarators = node.childrenForFieldName('declarator');
  const whole = statementRange(text, node);
  for (const declarator of declarators) {
    const name = declared(declarator)?.text;
    if (!name) continue;
    yield {
      kind: isFunction(declarator) ? 'function' : 'variable',
      name,
      range: whole,
      cuts: declarators.length > 1 ? [withComma(declarators, declarator, text)] : [whole],
    };
  }
}

/** glibc's `… __THROW __nonnull ((1));` is more than the grammar knows: the prototype stands in an ERROR. */
function* brokenPrototype(node: Node, text: string): Generator<Found> {
  if (node.parent?.type !== 'ERROR') return;
  const name = declared(node)?.text;
  if (!name || !isFunction(node)) return;
  const from = node.parent.startIndex;
  const before = text.slice(from, node.startIndex);
  const stop = Math.max(0, before.lastIndexOf(';'), before.lastIndexOf('}'), before.lastIndexOf('*/') + 1);
  const lead = /^[\s;}/]*/.exec(before.slice(stop))?.[0].length ?? 0;
  const start = from + stop + lead;
  const rest = /^[^;{}#]*;/.exec(text.slice(node.endIndex));
  if (!rest) return;
  const whole = { start, end: node.endIndex + rest[0].length };
  yield { kind: 'function', name, range: whole, cuts: [whole] };
}

interface Item {
  name: string;
  value: string | undefined;
  range: Range;
  /** End of the comma after it. */
  end: number;
  list: Node;
}

/** The enumerators of a list, preprocessor groups inside it included, in order. */
function items(list: Node): Item[] {
  const found: Item[] = [];
  let pending: Item | undefined;
  for (const child of list.children) {
    if (child.type === 'enumerator' || child.type === 'ERROR') {
      // After a preprocessor line the grammar may not see an enumerator in what is a lone name.
      const name = child.type === 'enumerator' ? child.childForFieldName('name') : child.namedChildren[0];
      if (name?.type !== 'identifier') continue;
      pending = {
        name: name.text,
        value: child.childForFieldName('value')?.text,
        range: range(child),
        end: child.endIndex,
        list,
      };
      found.push(pending);
    } else if (child.type === ',' && pending) {
      pending.end = child.endIndex;
      pending = undefined;
    } else if (FILE_SCOPE.has(child.type)) {
      found.push(...items(child));
    }
  }
  return found;
}

/** What the enumerator after `at` must be set to so that it keeps its value when `at` goes. */
function keepNext(all: Item[], at: number): { at: number; text: string } | undefined {
  const item = all[at]!;
  const next = all[at + 1];
  // Which of the names in a preprocessor group come next depends on the group: such lists are left to count on.
  if (!next || next.value !== undefined || next.list !== item.list) return undefined;
  const previous = all[at - 1];
  let text: string;
  if (item.value !== undefined) {
    const value = item.value.trim();
    text = /^\d+$/.test(value)
      ? `${Number(value) + 1}`
      : `${/^[\w]+$/.test(value) ? value : `(${value})`} + 1`;
  } else if (!previous) text = '1';
  else if (previous.list !== item.list) return undefined;
  else text = `${previous.name} + 2`;
  return { at: next.range.end, text: ` = ${text}` };
}

function* enumerators(list: Node): Generator<Found> {
  const all = items(list);
  for (const [index, item] of all.entries()) {
    const whole = { start: item.range.start, end: item.end };
    const patch = keepNext(all, index);
    yield {
      kind: 'enumerator',
      name: item.name,
      range: whole,
      cuts: [whole],
      ...(item.value === undefined ? {} : { value: item.value.trim() }),
      ...(patch ? { patch } : {}),
    };
  }
}

/** Every declaration of the text at file scope, and macros, tags and enumerators wherever they stand. */
export function* findAll(node: Node, text: string): Generator<Found> {
  switch (node.type) {
    case 'preproc_def':
    case 'preproc_function_def':
    case 'preproc_call':
      yield* macro(node, text);
      return;
    case 'struct_specifier':
    case 'union_specifier':
    case 'enum_specifier':
      yield* tagged(node, text);
      break;
    case 'enumerator_list':
      yield* enumerators(node);
      break;
    case 'type_definition':
      yield* typedefs(node, text);
      break;
    case 'declaration':
    case 'function_definition':
      yield* declarations(node, text);
      break;
    case 'function_declarator':
    case 'pointer_declarator':
      yield* brokenPrototype(node, text);
      break;
    case 'compound_statement':
      return;
  }
  for (const child of node.namedChildren) yield* findAll(child, text);
}
