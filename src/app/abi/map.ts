/** A type's bytes as lines of a map: which piece has which columns of which line. */
import {
  BYTE,
  type FieldChangeKind,
  type NameChange,
  type Piece,
  piecesOf,
  type TypeLayout,
} from '../../study/index.ts';

/** One piece's part of one line. */
export interface Segment {
  /** Index in `pieces`. */
  piece: number;
  /** 0-based column and columns, in bytes. */
  column: number;
  span: number;
  /** The piece begins here: its label stands here. */
  first: boolean;
  last: boolean;
}

export interface MapLine {
  /** In bytes. */
  offset: number;
  segments: Segment[];
  /** Bytes left out behind this line, all of one piece. */
  skipped: number;
}

export interface MappedPiece extends Piece {
  label: string;
  /** Same for the same field in two maps. */
  tint: number;
  kinds: readonly FieldChangeKind[];
}

export interface ByteMap {
  pieces: MappedPiece[];
  lines: MapLine[];
  /** Columns of a line, in bytes. */
  width: number;
}

/** Lines of one piece that are drawn before the rest of it is left out. */
const DRAWN = 3;
const TINTS = 5;

/** Columns for the larger of two types, so that their lines lie beside one another. */
export function widthFor(types: readonly TypeLayout[]): number {
  const largest = Math.max(0, ...types.map(({ size }) => size / BYTE));
  if (largest <= 4) return Math.max(1, largest);
  return largest > 1024 ? 16 : 8;
}

export function labelOf({ kind, fields, size }: Piece): string {
  const named = fields.filter(({ name }) => name !== '');
  switch (kind) {
    case 'padding':
      return size === BYTE ? '1 byte of padding' : `${size / BYTE} bytes of padding`;
    case 'bits': {
      if (named.length === 0) return 'unnamed bits';
      return named.length === 1
        ? named[0]!.path
        : `${named.length} bit-fields: ${named.map(({ name }) => name).join(' ')}`;
    }
    case 'union': {
      const [own] = fields;
      if (own?.name && own.record) return own.path;
      const depth = Math.min(...named.map((field) => field.depth));
      return named
        .filter((field) => field.depth === depth)
        .map((field) => field.path)
        .join(' | ');
    }
    default:
      return fields[0]!.path || '{…}';
  }
}

/**
 * @param change what the type is one side of, `after` or `before`.
 * @param tints by label, shared between the two sides.
 */
export function byteMap(
  type: TypeLayout,
  change: Pick<NameChange, 'fields'>,
  side: 'before' | 'after',
  width: number,
  tints: Map<string, number>,
): ByteMap {
  const kindsBy = new Map<string, readonly FieldChangeKind[]>();
  for (const { kinds, before, after } of change.fields) {
    const field = side === 'after' ? after : before;
    if (field) kindsBy.set(field.path, kinds);
  }
  const pieces = piecesOf(type).map((piece): MappedPiece => {
    const label = labelOf(piece);
    const key = piece.fields[0]?.path || label;
    let tint = tints.get(key);
    if (tint === undefined) {
      tint = tints.size % TINTS;
      if (piece.kind !== 'padding') tints.set(key, tint);
    }
    const kinds = [...new Set(piece.fields.flatMap(({ name, path }) => (name && kindsBy.get(path)) || []))];
    return { ...piece, label, tint, kinds };
  });
  return { pieces, lines: linesOf(pieces, type.size / BYTE, width), width };
}

function linesOf(pieces: readonly Piece[], size: number, width: number): MapLine[] {
  const lines: MapLine[] = [];
  for (let offset = 0; offset < size; offset += width) {
    const segments: Segment[] = [];
    for (const [index, piece] of pieces.entries()) {
      const [from, to] = [piece.offset / BYTE, (piece.offset + piece.size) / BYTE];
      const [begin, end] = [Math.max(from, offset), Math.min(to, offset + width)];
      if (begin >= end) continue;
      segments.push({
        piece: index,
        column: begin - offset,
        span: end - begin,
        first: begin === from,
        last: end === to,
      });
    }
    const [only] = segments;
    const alone = only?.span === width && !only.first && !only.last;
    const piece = alone ? pieces[only.piece]! : undefined;
    if (piece && offset - piece.offset / BYTE >= DRAWN * width) {
      // All whole lines that are left of this piece, but for the last.
      const rest = Math.floor(((piece.offset + piece.size) / BYTE - 1 - offset) / width);
      if (rest > 1) {
        lines.at(-1)!.skipped = rest * width;
        offset += (rest - 1) * width;
        continue;
      }
    }
    lines.push({ offset, segments, skipped: 0 });
  }
  return lines;
}
