/** Two layouts of one name: what moved, grew, came and went, and what that means for code built before it. */
import { BYTE, type ConstantValue, type Field, type Known, type TypeLayout, typeWords } from './layout.ts';
import { paddingOf, piecesOf } from './pieces.ts';
import { type Evidence, flagProtocol, type GrowthContext, growthProtocol } from './protocol.ts';

export type AbiVerdict =
  /** A name or field in use is gone: it does not compile any more. */
  | 'source-breaks'
  /** It compiles, and what was built before means something else. */
  | 'abi-differs'
  /** It grew by a protocol the header shows, or where nothing built before can look. */
  | 'compatible-growth'
  | 'unchanged';

/** The worst first. */
export const ABI_VERDICTS: readonly AbiVerdict[] = [
  'source-breaks',
  'abi-differs',
  'compatible-growth',
  'unchanged',
];

export function worst(verdicts: Iterable<AbiVerdict>): AbiVerdict {
  let rank = ABI_VERDICTS.length - 1;
  for (const one of verdicts) rank = Math.min(rank, ABI_VERDICTS.indexOf(one));
  return ABI_VERDICTS[rank]!;
}

export type FieldChangeKind = 'added' | 'removed' | 'moved' | 'resized' | 'renamed' | 'retyped';

export interface FieldChange {
  kinds: FieldChangeKind[];
  /** As it is called after; before, where it is gone. */
  path: string;
  before?: Field;
  after?: Field;
}

/** What one name comes to. At least one of `before` and `after` is there. */
export interface NameChange {
  name: string;
  verdict: AbiVerdict;
  before?: Known;
  after?: Known;
  /** Of types; in order of place. */
  fields: FieldChange[];
  /** Bytes of padding, of types, before and after. */
  padding?: { before: number; after: number };
  /** Why growth is called compatible. */
  evidence?: Evidence;
  /** Facts the verdict rests on, each the middle of a sentence: "40 bytes longer". */
  facts: string[];
}

export interface CompareContext extends GrowthContext {
  /** Whether the consumer names a field; all count as named where nobody knows. */
  names?: (field: string) => boolean;
}

const RESERVED = /^_*(?:reserved|resv|rsvd|rsv|pad|padding|unused|spare|fill|filler)(?:[_\d]|$)/i;

/** Whether a field is only there to keep room, by its name or because it has none. */
export function isReserved({ name, bitField }: Pick<Field, 'name' | 'bitField'>): boolean {
  return RESERVED.test(name) || (bitField && name === '');
}

const endOf = ({ offset, size = 0 }: Field) => offset + size;
const samePlace = (a: Field, b: Field) => a.offset === b.offset && a.size === b.size;

function named(type: TypeLayout): Map<string, Field> {
  return new Map(type.fields.filter(({ name }) => name !== '').map((field) => [field.path, field]));
}

/** Every field that is not the same before and after. */
export function fieldChanges(before: TypeLayout, after: TypeLayout): FieldChange[] {
  const [then, now] = [named(before), named(after)];
  const changes: FieldChange[] = [];
  const gone: Field[] = [];
  for (const [path, old] of then) {
    const fresh = now.get(path);
    if (!fresh) {
      gone.push(old);
      continue;
    }
    const kinds: FieldChangeKind[] = [];
    if (old.offset !== fresh.offset) kinds.push('moved');
    if (old.size !== fresh.size) kinds.push('resized');
    if (kinds.length === 0 && typeWords(old.type) !== typeWords(fresh.type)) kinds.push('retyped');
    if (kinds.length > 0) changes.push({ kinds, path, before: old, after: fresh });
  }
  for (const [path, fresh] of now) {
    if (then.has(path)) continue;
    const at = gone.findIndex((old) => samePlace(old, fresh) && old.depth === fresh.depth && !fresh.record);
    const [old] = at === -1 ? [] : gone.splice(at, 1);
    if (old) changes.push({ kinds: ['renamed'], path, before: old, after: fresh });
    else changes.push({ kinds: ['added'], path, after: fresh });
  }
  for (const old of gone) changes.push({ kinds: ['removed'], path: old.path, before: old });
  const placeOf = ({ before: old, after: fresh }: FieldChange) => (fresh ?? old)!.offset;
  return changes.sort((a, b) => placeOf(a) - placeOf(b));
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Some names, few of them spelt out. */
function list(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

/** A change sorted by what it means to code built before it. */
interface Sorted {
  /** Fields in use that are gone, with what their place is called now where it is a field still. */
  gone: FieldChange[];
  renamed: FieldChange[];
  moved: FieldChange[];
  resized: FieldChange[];
  retyped: FieldChange[];
  /** Fields where there were none in use, a reserved one or padding or nothing. */
  fresh: Field[];
}

function sorted(changes: readonly FieldChange[]): Sorted {
  // What was only there to keep room may give it up.
  const firm = changes.filter(({ before }) => before && !isReserved(before));
  const of = (kind: FieldChangeKind) => firm.filter(({ kinds }) => kinds.includes(kind));
  return {
    gone: of('removed'),
    renamed: of('renamed'),
    moved: of('moved'),
    resized: of('resized'),
    retyped: of('retyped'),
    fresh: changes.flatMap(({ before, after }) => (after && (!before || isReserved(before)) ? [after] : [])),
  };
}

function overlap(a: Field, b: Field): boolean {
  return a.offset < endOf(b) && endOf(a) > b.offset;
}

function inside(a: Field, b: Field): boolean {
  return a.offset >= b.offset && endOf(a) <= endOf(b);
}

/** Where new fields lie in what there was before. */
function placesOf(fresh: readonly Field[], before: TypeLayout) {
  const leaves = before.fields.filter(({ record }) => !record);
  const taken = leaves.filter((field) => !isReserved(field));
  const holes = piecesOf(before).filter(({ kind }) => kind === 'padding');
  const inHole = (field: Field) =>
    holes.some(({ offset, size }) => field.offset < offset + size && endOf(field) > offset);
  const own = fresh.filter(({ record }) => !record);
  return {
    /** Partly over a field in use: neither a new view of it nor beside it. */
    across: own.some((field) => taken.some((old) => overlap(field, old) && !inside(field, old))),
    padding: own.some((field) => !isReserved(field) && inHole(field)),
    reserved: own.some(
      (field) =>
        !isReserved(field) &&
        field.offset < before.size &&
        !inHole(field) &&
        !taken.some((old) => inside(field, old)),
    ),
  };
}

function factsOf(
  before: TypeLayout,
  after: TypeLayout,
  of: Sorted,
  padding: NameChange['padding'],
): string[] {
  const facts: string[] = [];
  const paths = (changes: readonly FieldChange[]) => list(changes.map(({ path }) => path));
  const say = (count: number, one: string, many = one) => {
    if (count > 0) facts.push(count === 1 ? one : many);
  };
  if (before.size !== after.size) facts.push(`${before.size / BYTE} → ${plural(after.size / BYTE, 'byte')}`);
  if (before.align !== after.align) facts.push(`alignment ${before.align / BYTE} → ${after.align / BYTE}`);
  say(of.gone.length, `${paths(of.gone)} is gone`, `${paths(of.gone)} are gone`);
  for (const { before: old, path } of of.renamed.slice(0, 3))
    facts.push(`${old!.path} is now called ${path}`);
  say(of.moved.length, `${paths(of.moved)} has moved`, `${paths(of.moved)} have moved`);
  say(of.resized.length, `${paths(of.resized)} has another size`, `${paths(of.resized)} have other sizes`);
  const fresh = of.fresh.filter((field) => !isReserved(field)).map(({ path }) => path);
  say(fresh.length, `${list(fresh)} is new`, `${list(fresh)} are new`);
  say(of.retyped.length, `${paths(of.retyped)} written with another type of the same size`);
  if (padding && padding.before !== padding.after) {
    facts.push(`padding ${padding.before} → ${plural(padding.after, 'byte')}`);
  }
  return facts;
}

function judgeType(before: TypeLayout, after: TypeLayout, context: CompareContext): NameChange {
  const fields = fieldChanges(before, after);
  const of = sorted(fields);
  const padding = { before: paddingOf(before) / BYTE, after: paddingOf(after) / BYTE };
  const facts = factsOf(before, after, of, padding);
  const change = (verdict: AbiVerdict, evidence?: Evidence): NameChange => ({
    ...{ name: after.name, verdict, before, after, fields, padding, facts },
    ...(evidence && { evidence }),
  });
  const inUse = ({ before: old }: FieldChange) => context.names?.(old!.name) ?? true;
  if ([...of.gone, ...of.renamed].some(inUse)) return change('source-breaks');
  const places = placesOf(of.fresh, before);
  const shifted = of.gone.length + of.moved.length + of.resized.length > 0 || places.across;
  if (shifted || before.align !== after.align || after.size < before.size) return change('abi-differs');
  const protocol = growthProtocol(before, after, context);
  if (after.size > before.size) {
    if (protocol) return change('compatible-growth', protocol);
    facts.push('nothing in its header tells which of the sizes a caller means');
    return change('abi-differs');
  }
  if (!places.padding && !places.reserved) return change('unchanged');
  const evidence = protocol ?? flagProtocol(before, after);
  if (evidence) return change('compatible-growth', evidence);
  if (places.padding) {
    facts.push('the new fields lie where there was padding, which nobody had to set to zero');
    return change('abi-differs');
  }
  return change('compatible-growth', {
    protocol: 'reserved',
    because: 'the new fields lie in room that was reserved by name',
  });
}

function judgeConstant(before: ConstantValue, after: ConstantValue): NameChange {
  const base = { name: after.name, before, after, fields: [] };
  if (before.value !== undefined || after.value !== undefined) {
    if (before.value === after.value) return { ...base, verdict: 'unchanged', facts: [] };
    return {
      ...base,
      verdict: 'abi-differs',
      facts: [
        `${before.value ?? before.text ?? 'no constant'} → ${after.value ?? after.text ?? 'no constant'}`,
      ],
    };
  }
  if (before.text === after.text) return { ...base, verdict: 'unchanged', facts: [] };
  return {
    ...base,
    verdict: 'abi-differs',
    facts: [`stands for ${after.text ?? 'nothing'}; it stood for ${before.text ?? 'nothing'}`],
  };
}

/** @returns nothing where neither place has the name. */
export function compareKnown(
  name: string,
  before: Known | undefined,
  after: Known | undefined,
  context: CompareContext = {},
): NameChange | undefined {
  if (!before && !after) return undefined;
  if (!after) return { name, verdict: 'source-breaks', before: before!, fields: [], facts: ['gone'] };
  if (!before) {
    return {
      name,
      verdict: 'compatible-growth',
      after,
      fields: [],
      facts: ['new: nothing built before names it'],
    };
  }
  if (before.kind === 'type' && after.kind === 'type') return judgeType(before, after, context);
  if (before.kind === 'constant' && after.kind === 'constant') return judgeConstant(before, after);
  const facts = [`was a ${before.kind}, is a ${after.kind}`];
  return { name, verdict: 'source-breaks', before, after, fields: [], facts };
}
