import { describe, expect, test } from 'vitest';
import { byteMap, widthFor } from '../../../src/app/abi/map.ts';
import { field, type } from '../study/layout/types.ts';

const linesOf = (layout: ReturnType<typeof type>, width: number) =>
  byteMap(layout, { fields: [] }, 'after', width, new Map()).lines;

describe('A byte map', () => {
  test('has every byte of a type once', () => {
    const layout = type('struct s', 24, [
      field('a', 0, 1),
      field('b', 4, 4),
      field('c', 8, 12),
      field('d', 20, 4),
    ]);
    const lines = linesOf(layout, 8);
    expect(lines.map(({ segments }) => segments.map(({ column, span }) => [column, span]))).toEqual([
      [
        [0, 1],
        [1, 3],
        [4, 4],
      ],
      [[0, 8]],
      [
        [0, 4],
        [4, 4],
      ],
    ]);
    expect(lines[1]!.segments[0]).toMatchObject({ first: true, last: false });
    expect(lines[2]!.segments[0]).toMatchObject({ first: false, last: true });
  });

  test('leaves out the middle of a long array, and says how much', () => {
    const lines = linesOf(type('struct s', 4104, [field('name', 0, 4096), field('end', 4096, 8)]), 8);
    expect(lines.map(({ offset, skipped }) => [offset, skipped])).toEqual([
      [0, 0],
      [8, 0],
      [16, 4064],
      [4088, 0],
      [4096, 0],
    ]);
  });

  test('is wide for large types, and no wider than small ones', () => {
    expect([2, 4, 20, 688, 4096].map((size) => widthFor([type('struct s', size, [])]))).toEqual([
      2, 4, 8, 8, 16,
    ]);
  });

  test('gives a field the same tint on both sides', () => {
    const tints = new Map<string, number>();
    const before = byteMap(type('struct s', 4, [field('a', 0, 4)]), { fields: [] }, 'before', 4, tints);
    const after = byteMap(
      type('struct s', 8, [field('n', 0, 4), field('a', 4, 4)]),
      { fields: [] },
      'after',
      4,
      tints,
    );
    expect(after.pieces[1]!.tint).toBe(before.pieces[0]!.tint);
    expect(after.pieces[0]!.tint).not.toBe(before.pieces[0]!.tint);
  });
});
