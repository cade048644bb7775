/** A type's layout as the rows of a table, beside what it was: the byte map in words. */
import type { FieldChange, FieldChangeKind, NameChange } from './compare.ts';
import { BYTE, type Field, type TypeLayout, typeWords } from './layout.ts';
import { type Piece, piecesOf } from './pieces.ts';

export interface LayoutRow {
  /** Of a row of padding: none. */
  field?: Field;
  /** As it was, where something of it is another. */
  before?: Field;
  /** What became of it; of padding 'added' where there was none before, 'removed' where there is none now. */
  kinds: readonly FieldChangeKind[];
  /** In bits; where it was, if it is gone. */
  offset: number;
  size: number | undefined;
  padding: boolean;
}

/** "12", or "40:3" for a bit-field that begins at bit 3 of byte 40. */
export function placeWords({ offset, bitField }: Pick<Field, 'offset' | 'bitField'>): string {
  const byte = Math.floor(offset / BYTE);
  return bitField ? `${byte}:${offset % BYTE}` : `${byte}`;
}

/** "4", or "3 bits". */
export function sizeWords({ size, bitField }: Pick<Field, 'size' | 'bitField'>): string {
  if (size === undefined) return '?';
  if (!bitField) return `${size / BYTE}`;
  return size === 1 ? '1 bit' : `${size} bits`;
}

function paddingRow({ offset, size }: Piece, kinds: readonly FieldChangeKind[]): LayoutRow {
  return { kinds, offset, size, padding: true };
}

const holesOf = (type: TypeLayout) => piecesOf(type).filter(({ kind }) => kind === 'padding');

/** Rows of one layout alone. */
export function rowsOfType(type: TypeLayout): LayoutRow[] {
  return tableOf({ before: type, after: type, fields: [] });
}

/**
 * Rows in order of place: every field there is, those that are gone at the place they had, and padding.
 * @returns none for what is no type.
 */
export function tableOf({
  before,
  after,
  fields,
}: Pick<NameChange, 'before' | 'after' | 'fields'>): LayoutRow[] {
  const type = after?.kind === 'type' ? after : before?.kind === 'type' ? before : undefined;
  if (!type) return [];
  const old = before?.kind === 'type' ? before : undefined;
  const changed = new Map<string, FieldChange>(fields.map((change) => [change.path, change]));
  const rows = type.fields.map((field): LayoutRow => {
    const change = field.name === '' ? undefined : changed.get(field.path);
    return {
      field,
      kinds: change?.after ? change.kinds : [],
      ...(change?.before && change.after && { before: change.before }),
      offset: field.offset,
      size: field.size,
      padding: false,
    };
  });
  // Behind what begins no later, so that members stay with what they are members of.
  const insert = (row: LayoutRow) => {
    const at = rows.findIndex(({ offset, field }) => offset > row.offset && (field?.depth ?? 0) === 0);
    rows.splice(at === -1 ? rows.length : at, 0, row);
  };
  const same = (a: Piece, b: Piece) => a.offset === b.offset && a.size === b.size;
  const oldHoles = old ? holesOf(old) : [];
  for (const hole of holesOf(type)) {
    const known = !old || old === type || oldHoles.some((one) => same(one, hole));
    insert(paddingRow(hole, known ? [] : ['added']));
  }
  for (const { kinds, before: gone, after: stays } of fields) {
    if (!stays && gone) insert({ field: gone, kinds, offset: gone.offset, size: gone.size, padding: false });
  }
  return rows;
}

const MARKS: Readonly<Record<FieldChangeKind, string>> = {
  added: '+',
  removed: '−',
  moved: '→',
  resized: '↔',
  renamed: '≈',
  retyped: '~',
};

/** One sign for what became of a field; '' for nothing. */
export function markOfKinds(kinds: readonly FieldChangeKind[]): string {
  return kinds[0] === undefined ? '' : MARKS[kinds[0]];
}

/** What became of a field, in words. */
export const FIELD_CHANGE_WORDS: Readonly<Record<FieldChangeKind, string>> = {
  added: 'new',
  removed: 'gone',
  moved: 'moved',
  resized: 'another size',
  renamed: 'renamed',
  retyped: 'another type',
};

/** "moved, was at 12"; "renamed, was called pad"; '' for nothing. */
export function kindsWords({ kinds, before, field }: LayoutRow): string {
  return kinds
    .map((kind) => {
      if (!before || !field) return FIELD_CHANGE_WORDS[kind];
      switch (kind) {
        case 'moved':
          return `moved, was at ${placeWords(before)}`;
        case 'resized':
          return `was ${sizeWords(before)}${before.bitField ? '' : ' bytes'}`;
        case 'renamed':
          return `was called ${before.path}`;
        case 'retyped':
          return `was ${before.type}`;
        default:
          return FIELD_CHANGE_WORDS[kind];
      }
    })
    .join('; ');
}

/** The table as lines of text, in columns. */
export function tableText(rows: readonly LayoutRow[]): string {
  const cells = rows.map((row): [string, string, string, string, string] => {
    const { field, padding, offset, size, kinds } = row;
    if (padding || !field) return ['', `${offset / BYTE}`, `${(size ?? 0) / BYTE}`, '', '(padding)'];
    const name = `${'  '.repeat(field.depth)}${field.name || '{…}'}`;
    const said = kindsWords(row);
    return [
      markOfKinds(kinds),
      placeWords(field),
      sizeWords(field),
      typeWords(field.type),
      said ? `${name}    ${said}` : name,
    ];
  });
  const width = (column: number) => Math.max(0, ...cells.map((cell) => cell[column]!.length));
  const [places, sizes, types] = [Math.max(6, width(1)), Math.max(4, width(2)), width(3)];
  return [
    `  ${'offset'.padStart(places)}  ${'size'.padStart(sizes)}  ${'type'.padEnd(types)}  field`,
    ...cells.map(([mark, place, size, type, name]) =>
      `${mark.padEnd(2)}${place.padStart(places)}  ${size.padStart(sizes)}  ${type.padEnd(types)}  ${name}`.trimEnd(),
    ),
    '',
  ].join('\n');
}
