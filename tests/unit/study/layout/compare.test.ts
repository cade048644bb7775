import { describe, expect, test } from 'vitest';
import { changeSentence, compareKnown, compareLayouts, type Layouts } from '../../../../src/study/index.ts';
import { bit, field, type } from './types.ts';

const constant = (name: string, value: string) => ({ kind: 'constant', name, value }) as const;

describe('A struct compared with what it was', () => {
  const before = type('struct s', 8, [field('size', 0, 4), field('flags', 4, 4)]);
  const longer = type('struct s', 16, [...before.fields, field('more', 8, 4), field('padding', 12, 4)]);

  test('is unchanged when nothing in it is', () => {
    expect(compareKnown('struct s', before, before)).toMatchObject({ verdict: 'unchanged', facts: [] });
  });

  test('that grew differs, though it has a size and a flags member: neither says whose size it is', () => {
    const change = compareKnown('struct s', before, longer)!;
    expect(change.verdict).toBe('abi-differs');
    expect(changeSentence(change)).toBe(
      'struct s: compiles, but the binary ABI differs: 8 → 16 bytes; more is new; ' +
        'nothing in its header tells which of the sizes a caller means.',
    );
  });

  test('grew compatibly where its header documents the size member as its own', () => {
    const header = '/**\n * @size: sizeof(struct s)\n */\nstruct s { … };';
    expect(compareKnown('struct s', before, longer, { header })).toMatchObject({
      verdict: 'compatible-growth',
      evidence: { protocol: 'size' },
    });
  });

  test('grew compatibly where a macro of its header records the size it had', () => {
    const context = {
      header: '#define S_SIZE_VER0 8 /* first */\n#define S_SIZE_VER1 16\n',
      constantOf: (name: string) => (name === 'S_SIZE_VER0' ? constant(name, '8') : undefined),
    };
    const change = compareKnown('struct s', before, longer, context)!;
    expect(change.evidence?.because).toContain('S_SIZE_VER0 in its header records the size it had, 8');
    expect(changeSentence(change)).toContain('cannot be seen from here');
  });

  test('grew compatibly where argsz comes first', () => {
    const small = type('struct s', 8, [field('argsz', 0, 4), field('flags', 4, 4)]);
    const large = type('struct s', 12, [...small.fields, field('cap_offset', 8, 4)]);
    expect(compareKnown('struct s', small, large)).toMatchObject({
      verdict: 'compatible-growth',
      evidence: { protocol: 'argsz' },
    });
  });

  test('that grew in the middle differs, argsz or not', () => {
    const small = type('struct s', 8, [field('argsz', 0, 4), field('a', 4, 4)]);
    const large = type('struct s', 12, [field('argsz', 0, 4), field('b', 4, 4), field('a', 8, 4)]);
    expect(compareKnown('struct s', small, large)).toMatchObject({
      verdict: 'abi-differs',
      facts: ['8 → 12 bytes', 'a has moved', 'b is new'],
    });
  });

  test('with a new field in reserved room grew compatibly, and says what that rests on', () => {
    const now = type('struct s', 8, [field('size', 0, 4), field('depth', 4, 2), field('reserved', 6, 2)]);
    const then = type('struct s', 8, [field('size', 0, 4), field('reserved', 4, 4)]);
    expect(compareKnown('struct s', then, now)).toMatchObject({
      verdict: 'compatible-growth',
      evidence: { protocol: 'reserved' },
      facts: ['depth is new'],
    });
  });

  test('with a reserved field that has got a name did not lose one', () => {
    const then = type('struct s', 8, [field('a', 0, 4), field('__reserved_1', 4, 4)]);
    const now = type('struct s', 8, [field('a', 0, 4), field('depth', 4, 4)]);
    expect(compareKnown('struct s', then, now)).toMatchObject({ verdict: 'compatible-growth' });
  });

  test('with a new field in padding differs: nobody had to set it to zero', () => {
    const then = type('struct s', 16, [field('a', 0, 4), field('b', 8, 8)], 8);
    const now = type('struct s', 16, [field('a', 0, 4), field('c', 4, 4), field('b', 8, 8)], 8);
    expect(compareKnown('struct s', then, now)).toMatchObject({
      verdict: 'abi-differs',
      padding: { before: 4, after: 0 },
    });
  });

  test('with bits taken from reserved ones and more at its end is what perf_event_attr does', () => {
    const then = type(
      'struct p',
      16,
      [field('size', 0, 4), bit('on', 64, 1), bit('__reserved_1', 65, 63)],
      8,
    );
    const now = type(
      'struct p',
      24,
      [
        field('size', 0, 4),
        bit('on', 64, 1),
        bit('fresh', 65, 1),
        bit('__reserved_1', 66, 62),
        field('sig', 16, 8),
      ],
      8,
    );
    const context = { header: '#define P_SIZE_VER0 16', constantOf: () => constant('P_SIZE_VER0', '16') };
    expect(compareKnown('struct p', then, now, context)).toMatchObject({
      verdict: 'compatible-growth',
      facts: ['16 → 24 bytes', 'fresh, sig are new'],
    });
    expect(compareKnown('struct p', then, now)).toMatchObject({ verdict: 'abi-differs' });
  });

  test('with another view of bytes in use is unchanged: a union got a member', () => {
    const then = type('struct s', 8, [field('a', 0, 8)], 8);
    const now = type(
      'struct s',
      8,
      [field('', 0, 8, { record: true }), field('a', 0, 8), field('b', 0, 8)],
      8,
    );
    expect(compareKnown('struct s', then, now)).toMatchObject({ verdict: 'unchanged', facts: ['b is new'] });
  });

  test('that lost a field breaks who names it, and only them', () => {
    const then = type('struct s', 8, [field('a', 0, 4), field('b', 4, 4)]);
    const now = type('struct s', 8, [field('a', 0, 4), field('c', 4, 4)]);
    expect(compareKnown('struct s', then, now)).toMatchObject({ verdict: 'source-breaks' });
    expect(compareKnown('struct s', then, now, { names: (name) => name === 'b' })?.verdict).toBe(
      'source-breaks',
    );
    expect(compareKnown('struct s', then, now, { names: (name) => name === 'a' })).toMatchObject({
      verdict: 'unchanged',
      facts: ['b is now called c'],
    });
  });

  test('is told apart from itself where only the place of an unnamed type in the file is another', () => {
    const at = (line: number) =>
      type('struct s', 8, [
        field('', 0, 8, { type: `union s::(anonymous at /usr/include/linux/s.h:${line}:2)` }),
      ]);
    expect(compareKnown('struct s', at(3), at(9))?.fields).toEqual([]);
  });
});

describe('A constant compared with what it was', () => {
  test('with another value differs', () => {
    const change = compareKnown('STOP', constant('STOP', '0'), constant('STOP', '1'))!;
    expect(changeSentence(change)).toBe('STOP: compiles, but the binary ABI differs: 0 → 1.');
  });

  test('that is gone breaks the source, and that is new breaks nothing built before', () => {
    expect(compareKnown('A', constant('A', '1'), undefined)?.verdict).toBe('source-breaks');
    expect(compareKnown('A', undefined, constant('A', '1'))?.verdict).toBe('compatible-growth');
    expect(compareKnown('A', undefined, undefined)).toBeUndefined();
  });
});

describe('All names together', () => {
  const layouts = (names: Layouts['names'], errors = 0): Layouts => ({ names, errors, filesRead: [] });
  const names = (...values: [string, string][]) =>
    new Map(values.map(([name, value]) => [name, constant(name, value)] as const));

  test('come to the worst of them, and are listed the worst first', () => {
    const abi = compareLayouts(
      layouts(names(['A', '1'], ['B', '1'], ['GONE', '3'])),
      layouts(names(['A', '1'], ['B', '2'])),
    );
    expect(abi.verdict).toBe('source-breaks');
    expect(abi.changes.map(({ name }) => name)).toEqual(['GONE', 'B', 'A']);
  });

  test('do not compile where the compiler says so, whatever the names', () => {
    const same = names(['A', '1']);
    expect(compareLayouts(layouts(same), layouts(same, 2)).verdict).toBe('source-breaks');
    expect(compareLayouts(layouts(same, 2), layouts(same, 2)).verdict).toBe('unchanged');
  });
});
