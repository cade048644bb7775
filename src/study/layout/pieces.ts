/** A type as pieces that lie side by side from its first byte to its last: fields, runs of bit-fields, padding. */
import { BYTE, type Field, type TypeLayout } from './layout.ts';

export interface Piece {
  kind: 'field' | 'bits' | 'union' | 'padding' | 'flexible';
  /** In bits, whole bytes. */
  offset: number;
  size: number;
  /** The fields in it: one, the bit-fields of a run, or the members of a union with all that is in them. */
  fields: Field[];
}

/** The members of a record field, which stand behind it. */
function membersOf(fields: readonly Field[], index: number): Field[] {
  const { depth } = fields[index]!;
  const end = fields.findIndex((one, at) => at > index && one.depth <= depth);
  return fields.slice(index + 1, end === -1 ? undefined : end);
}

function down(bits: number): number {
  return Math.floor(bits / BYTE) * BYTE;
}

function up(bits: number): number {
  return Math.ceil(bits / BYTE) * BYTE;
}

/** Whether an array without bound, which takes no room. */
function isFlexible({ size, type }: Field): boolean {
  return size === 0 && /\[0?\]/.test(type);
}

function laid(fields: readonly Field[]): Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!;
    const { offset, size = 0 } = field;
    if (field.bitField) {
      const last = pieces.at(-1);
      const begin = down(offset);
      // A bit-field that begins in the byte the one before ends in, or right behind it, goes on with it.
      if (last?.kind === 'bits' && begin <= last.offset + last.size) {
        last.fields.push(field);
        last.size = Math.max(last.size, up(offset + size) - last.offset);
      } else if (size > 0) {
        pieces.push({ kind: 'bits', offset: begin, size: up(offset + size) - begin, fields: [field] });
      }
      continue;
    }
    const members = field.record ? membersOf(fields, index) : [];
    index += members.length;
    if (members.length > 0 && !/^union /.test(field.type)) pieces.push(...laid(members));
    else if (members.length > 0) pieces.push({ kind: 'union', offset, size, fields: [field, ...members] });
    else pieces.push({ kind: isFlexible(field) ? 'flexible' : 'field', offset, size, fields: [field] });
  }
  return pieces;
}

/**
 * Pieces in order of place; what no field covers is padding. A union's members share one piece.
 * @returns none for a type without fields.
 */
export function piecesOf(type: TypeLayout): Piece[] {
  if (type.fields.length === 0) return [];
  const tops = type.fields.filter(({ depth }) => depth === 0);
  const overlaid = /^union /.test(type.name) || shareOnePlace(tops);
  const all: Piece[] = overlaid
    ? [{ kind: 'union', offset: 0, size: Math.max(...tops.map(({ size = 0 }) => size)), fields: type.fields }]
    : laid(type.fields);
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of all.sort((a, b) => a.offset - b.offset)) {
    if (piece.offset > at) pieces.push(padding(at, piece.offset));
    pieces.push(piece);
    at = Math.max(at, piece.offset + piece.size);
  }
  if (at < type.size) pieces.push(padding(at, type.size));
  return pieces;
}

/** Members that take room at one and the same place: a union behind a typedef. */
function shareOnePlace(tops: readonly Field[]): boolean {
  const roomy = tops.filter(({ size = 0 }) => size > 0);
  return roomy.length > 1 && roomy.every(({ offset, bitField }) => offset === 0 && !bitField);
}

function padding(from: number, to: number): Piece {
  return { kind: 'padding', offset: from, size: to - from, fields: [] };
}

/** Bits of padding, at the end included. */
export function paddingOf(type: TypeLayout): number {
  return piecesOf(type).reduce((sum, { kind, size }) => sum + (kind === 'padding' ? size : 0), 0);
}
