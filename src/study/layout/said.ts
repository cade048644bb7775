/** What Clang said of a probe: its record layouts and the lines of its syntax tree, read into layouts. */
import type { Verdict } from '../../compiler/index.ts';
import { BYTE, type ConstantValue, type Field, type Known, type Layouts, type TypeLayout } from './layout.ts';
import { type Asked, asksConstant, asksType, HOLDER, isProbe, PIECE, type Sized } from './probe.ts';

/** Longest text of a macro that is kept, in characters. */
const LONGEST_TEXT = 200;

/** One line of a record's dump. */
interface Member {
  depth: number;
  /** In bits. */
  offset: number;
  type: string;
  name: string;
  /** In bits, of a bit-field. */
  width?: number;
}

interface Dumped {
  /** In bits. */
  size: number;
  members: Member[];
}

const START = '*** Dumping AST Record Layout';
const LINE = /^ *(\d+)(?::(?:(\d+)-(\d+)|-))? \|( *)(.*)$/;
const END = /^ *\| \[sizeof=(\d+),/;

/** A record's name without the records it was declared in: an array of it names it so. */
export function bareName(name: string): string {
  return name.replace(/^((?:struct|union|enum) ).*::(?=\()/, '$1');
}

/** `type name`, where a type may have spaces and places in it, and an anonymous member has no name. */
function typeAndName(text: string): { type: string; name: string } {
  const plain = text.replace(/ \(empty\)$/, '');
  const place = /^(.*\((?:unnamed|anonymous)(?: (?:struct|union|enum))? at .*:\d+:\d+\)[^ ]*) (\w*)$/.exec(
    plain,
  );
  if (place) return { type: place[1]!, name: place[2]! };
  const named = /^(.*) (\w*)$/.exec(plain);
  return named ? { type: named[1]!, name: named[2]! } : { type: plain, name: '' };
}

/** Every record whose layout was dumped, by its name. The first of a name stays: it is the one in sight of headers. */
export function readRecords(text: string): Map<string, Dumped> {
  const records = new Map<string, Dumped>();
  let name: string | undefined;
  let members: Member[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    if (line === START) {
      open = true;
      name = undefined;
      members = [];
      continue;
    }
    if (!open) continue;
    const end = END.exec(line);
    if (end) {
      open = false;
      if (name !== undefined && !records.has(name))
        records.set(name, { size: Number(end[1]) * BYTE, members });
      continue;
    }
    const match = LINE.exec(line);
    if (!match) continue;
    const [, at, first, last, indent, rest] = match;
    const depth = (indent!.length - 1) / 2;
    if (depth === 0) {
      name ??= bareName(rest!.replace(/ \(empty\)$/, ''));
      continue;
    }
    members.push({
      depth,
      offset: Number(at) * BYTE + Number(first ?? 0),
      ...typeAndName(rest!),
      ...(first !== undefined && { width: Number(last) - Number(first) + 1 }),
      // A bit-field without width ends a unit and holds nothing.
      ...(first === undefined && /^ *\d+:- /.test(line) && { width: 0 }),
    });
  }
  return records;
}

/** What the filtered syntax tree says: bounds of arrays by declaration, and strings. */
export function readTold(text: string): { bounds: Map<string, number[]>; texts: Map<string, string> } {
  const bounds = new Map<string, number[]>();
  const texts = new Map<string, string>();
  let last: string | undefined;
  for (const line of text.split('\n')) {
    const declaration = /^VarDecl .*? undeclared_abi_(\w+) '([^']*)'/.exec(line);
    if (declaration) {
      last = declaration[1]!;
      bounds.set(
        last,
        [...declaration[2]!.matchAll(/\[([^\]]*)\]/g)].map(([, one]) =>
          /^\d+$/.test(one!) ? Number(one) : Number.NaN,
        ),
      );
      continue;
    }
    const string = /^ *`-StringLiteral .*?> '[^']*'[^"]*"(.*)"$/.exec(line);
    if (string && last !== undefined) texts.set(last, string[1]!.replace(/\\(["\\])/g, '$1'));
  }
  return { bounds, texts };
}

const QUALIFIERS = /\b(?:const|volatile|restrict|_Atomic)\b ?/g;

/** Sizes in bits by what a type is called, from what the same compile told. */
export interface Sizes {
  records: ReadonlyMap<string, Dumped>;
  /** Of types that are no records: `__u32`, `void *`, `enum x`. */
  scalars: ReadonlyMap<string, number>;
}

/** An array's elements, and of what: `__u32[2][3]` is 6 of `__u32`, one without bound is 0 of them. */
function elements(type: string): { count: number; of: string } {
  const pointers = /^(.*\(\*)((?:\[\d*\])+)(\).*)$/.exec(type);
  if (pointers) return { count: product(pointers[2]!), of: pointers[1]! + pointers[3]! };
  const array = /^(.*?)((?:\[\d*\])+)$/.exec(type);
  return array ? { count: product(array[2]!), of: array[1]!.trim() } : { count: 1, of: type };
}

function product(bounds: string): number {
  return [...bounds.matchAll(/\[(\d*)\]/g)].reduce((all, [, one]) => all * Number(one || 0), 1);
}

/** What a type's size hangs on: `void *` for all pointers. */
export function baseOf(type: string): { count: number; base: string } {
  const { count, of } = elements(type);
  if (/\*[\w ]*$/.test(of) || /\(\*[^)]*\)/.test(of)) return { count, base: 'void *' };
  return { count, base: bareName(of.replace(QUALIFIERS, '').trim()) };
}

export function sizeOf(type: string, { records, scalars }: Sizes): number | undefined {
  const { count, base } = baseOf(type);
  const one = records.get(base)?.size ?? scalars.get(base);
  return one === undefined ? (count === 0 ? 0 : undefined) : count * one;
}

/** The members of the one member a holder has. */
function fieldsOf(holder: Dumped, sizes: Sizes): Field[] {
  const fields: Field[] = [];
  const names: string[] = [];
  const inner = holder.members.slice(1);
  for (const [index, { depth, offset, type, name, width }] of inner.entries()) {
    const level = depth - 2;
    names.length = level;
    names.push(name);
    const size = width ?? sizeOf(type, sizes);
    fields.push({
      path: names.filter(Boolean).join('.'),
      name,
      type,
      offset,
      ...(size !== undefined && { size }),
      bitField: width !== undefined,
      depth: level,
      record: (inner[index + 1]?.depth ?? 0) > depth,
    });
  }
  return fields;
}

function constantOf(
  name: string,
  index: number,
  told: ReturnType<typeof readTold>,
): ConstantValue | undefined {
  const bounds = told.bounds.get(`c${index}`);
  const macro = told.bounds.has(`x${index}`);
  if (bounds?.length === 4 && bounds.every((one) => !Number.isNaN(one))) {
    const number = bounds
      .slice(0, 3)
      .reduce((sum, piece, at) => sum + (BigInt(piece) << BigInt(at * PIECE)), 0n);
    return { kind: 'constant', name, value: (bounds[3] ? number - (1n << 64n) : number).toString() };
  }
  if (!macro) return undefined;
  const text = told.texts.get(`s${index}`);
  const plain = text !== undefined && text !== name ? { text: text.slice(0, LONGEST_TEXT) } : {};
  return { kind: 'constant', name, ...plain };
}

export interface Answer {
  names: Map<string, Known>;
  /** Types of fields whose size was not told. */
  unsized: Sized[];
}

/** How to ask for the size of what a field is made of. */
function sizedBy(owner: string, { type, path }: Field): Sized {
  const { base } = baseOf(type);
  if (/^[A-Za-z_][\w ]*$/.test(base)) return { type: base, expression: base };
  const elements = [...type.matchAll(/\[\d*\]/g)].map(() => '[0]').join('');
  return { type: base, expression: `((${owner} *)0)->${path}${elements}` };
}

/** @param sizes what the probe asked the size of, in order. */
export function readAnswer(stdout: string, asked: readonly Asked[], sizes: readonly Sized[]): Answer {
  const told = readTold(stdout);
  const records = readRecords(stdout);
  const scalars = new Map<string, number>();
  for (const [index, { type }] of sizes.entries()) {
    const [size] = told.bounds.get(`z${index}`) ?? [];
    if (size !== undefined && !Number.isNaN(size)) scalars.set(type, size * BYTE);
  }
  const names = new Map<string, Known>();
  const unsized = new Map<string, Sized>();
  for (const [index, one] of asked.entries()) {
    const constant = asksConstant(one) ? constantOf(one.name, index, told) : undefined;
    const type = asksType(one) ? typeOf(one.name, index, told, { records, scalars }) : undefined;
    const known = type ?? constant;
    if (!known) continue;
    names.set(one.name, known);
    for (const field of type?.fields ?? []) {
      if (field.size !== undefined) continue;
      const sized = sizedBy(one.name, field);
      unsized.set(sized.type, sized);
    }
  }
  return { names, unsized: [...unsized.values()] };
}

function typeOf(
  name: string,
  index: number,
  { bounds }: ReturnType<typeof readTold>,
  sizes: Sizes,
): TypeLayout | undefined {
  const [size, align, held] = bounds.get(`t${index}`) ?? [];
  const holder = sizes.records.get(`struct ${HOLDER}${index}`);
  // `sizeof` takes a constant's name, too; a member of that type nothing can have.
  if (size === undefined || align === undefined || held === undefined) return undefined;
  if (Number.isNaN(size) || Number.isNaN(align) || Number.isNaN(held) || !holder) return undefined;
  return { kind: 'type', name, size: size * BYTE, align: align * BYTE, fields: fieldsOf(holder, sizes) };
}

/** The consumer's own errors: those that are not about the probe's lines. */
function ownErrors({ diagnostics }: Verdict): { errors: number; firstError?: string } {
  const own = diagnostics.filter(
    ({ severity, place }) => /error$/.test(severity) && !(place && isProbe(place.file)),
  );
  const [first] = own;
  return { errors: own.length, ...(first && { firstError: first.message }) };
}

export function layoutsSaid(verdict: Verdict, answer: Answer): Layouts {
  return {
    names: answer.names,
    ...ownErrors(verdict),
    filesRead: verdict.filesRead.filter((path) => !isProbe(path)),
  };
}
