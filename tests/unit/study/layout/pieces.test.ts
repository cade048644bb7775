import { describe, expect, test } from 'vitest';
import { paddingOf, piecesOf, type TypeLayout } from '../../../../src/study/index.ts';
import { bit, field, type } from './types.ts';

const told = (layout: TypeLayout) =>
  piecesOf(layout).map(({ kind, offset, size, fields }) => [
    kind,
    offset / 8,
    size / 8,
    fields.map(({ path }) => path).join(' '),
  ]);

describe('A type in pieces', () => {
  test('has no byte that is in none of them', () => {
    const layout = type('struct s', 24, [field('a', 0, 1), field('b', 8, 8), field('c', 16, 2)], 8);
    expect(told(layout)).toEqual([
      ['field', 0, 1, 'a'],
      ['padding', 1, 7, ''],
      ['field', 8, 8, 'b'],
      ['field', 16, 2, 'c'],
      ['padding', 18, 6, ''],
    ]);
    expect(paddingOf(layout) / 8).toBe(13);
  });

  test('gathers a run of bit-fields', () => {
    const layout = type('struct s', 12, [
      bit('a', 0, 1),
      bit('b', 1, 9),
      bit('c', 10, 22),
      field('d', 4, 4),
      bit('e', 64, 3),
    ]);
    expect(told(layout)).toEqual([
      ['bits', 0, 4, 'a b c'],
      ['field', 4, 4, 'd'],
      ['bits', 8, 1, 'e'],
      ['padding', 9, 3, ''],
    ]);
  });

  test('goes into structs, and takes a union as one', () => {
    const layout = type('struct s', 24, [
      field('in', 0, 8, { type: 'struct in', record: true }),
      field('in.x', 0, 4),
      field('in.y', 4, 2),
      field('', 8, 8, { type: 'union s::(anonymous at a.h:1:2)', record: true }),
      field('p', 8, 8, { depth: 1 }),
      field('q', 8, 4, { depth: 1 }),
      field('tail', 16, 0, { type: '__u8[]' }),
      field('z', 16, 8),
    ]);
    expect(told(layout)).toEqual([
      ['field', 0, 4, 'in.x'],
      ['field', 4, 2, 'in.y'],
      ['padding', 6, 2, ''],
      ['union', 8, 8, ' p q'],
      ['flexible', 16, 0, 'tail'],
      ['field', 16, 8, 'z'],
    ]);
  });

  test('a union, by its name or behind a typedef, is one piece', () => {
    const members = [field('a', 0, 8), field('b', 0, 4)];
    expect(told(type('union u', 8, members))).toEqual([['union', 0, 8, 'a b']]);
    expect(told(type('u_t', 8, members))).toEqual([['union', 0, 8, 'a b']]);
  });

  test('a scalar has none', () => {
    expect(told(type('__u32', 4, []))).toEqual([]);
  });
});
