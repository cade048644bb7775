import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CGrammar,
  constantOf,
  decodeIndex,
  encodeIndex,
  gather,
  IndexCorrupt,
} from '../../../src/headers/index.ts';
import { testGrammar, treeOf } from './grammar.ts';

describe('a constant expression', () => {
  const value = (text: string) => constantOf(text, () => undefined)?.value;

  it.each([
    ['0x8000000', 0x8000000n],
    ['(1 << 3)', 8n],
    ['1 << 31', -0x80000000n],
    ['(1U << 31)', 0x80000000n],
    ['~0U', 0xffffffffn],
    ['(~0ULL)', 0xffffffffffffffffn],
    ['-1', -1n],
    ['010', 8n],
    ["'A'", 65n],
    ["(';')", 59n],
    ['3 ? 4 : 5', 4n],
    ['1 + 2 * 3 - 4 / 2', 5n],
    ['((__u32)1 << 31)', 0x80000000n],
    ['sizeof(__u64)', 8n],
    ["_IO(';', 100 + 7)", 15211n],
    ["_IOR('f', 1, long)", 0x80086601n],
    ['_BITUL(3)', 8n],
    ['1 /* one */', 1n],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    '',
    'foo',
    'a + 1',
    '"text"',
    '1.5',
    '(struct x){0}',
    'sizeof(struct x)',
    '1 / 0',
    '{ 1 }',
    '1 +',
  ])('%j is none', (text) => {
    expect(value(text)).toBeUndefined();
  });

  it('never throws and never hangs, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."01()<>~-+?:aU 'x"), maxLength: 300 }), (text) => {
        expect(() => value(text)).not.toThrow();
      }),
    );
  });
});

describe('the index of declarations', () => {
  const first = `#ifndef X_H
#define X_H
#define SPEED 1
#define TWICE(x) ((x) * 2)
enum color { RED, GREEN = 5, BLUE };
struct box {
	int width;
	union { int a; char *b[4]; };
	unsigned flag:1, other:2;
};
typedef struct { int left; } pair_t;
int paint(struct box *);
#endif
`;
  const second = first.replace('#define SPEED 1\n', '').replace('GREEN = 5', 'GREEN = 6');
  let grammar: CGrammar;
  beforeAll(async () => {
    grammar = await testGrammar();
  });
  const index = () =>
    decodeIndex(
      encodeIndex(
        gather(grammar, [
          { id: 'a-1', tree: treeOf({ '/usr/include/x.h': first }) },
          {
            id: 'a-2',
            tree: treeOf({ '/usr/include/x.h': second, '/usr/include/y.h': '#define SPEED 2\n' }),
          },
        ]),
      ),
    );

  it('says where a name is declared, at which stops, with its value there', () => {
    expect(index().find('SPEED')).toEqual([
      {
        kind: 'macro',
        name: 'SPEED',
        file: '/usr/include/x.h',
        places: [{ stop: 'a-1', line: 3, value: '1' }],
      },
      {
        kind: 'macro',
        name: 'SPEED',
        file: '/usr/include/y.h',
        places: [{ stop: 'a-2', line: 1, value: '2' }],
      },
    ]);
    expect(index().stopsWith('SPEED')).toEqual(['a-1', 'a-2']);
    expect(index().stopsWithFile('/usr/include/y.h')).toEqual(['a-2']);
  });

  it('counts enumerators on', () => {
    const values = (name: string) =>
      index()
        .find(name)[0]!
        .places.map(({ value }) => value);
    expect(values('RED')).toEqual(['0', '0']);
    expect(values('BLUE')).toEqual(['6', '7']);
  });

  it('has fields with what they are fields of, tags, typedefs and functions', () => {
    const told = (name: string) =>
      index()
        .find(name)
        .map(({ kind, of }) => [kind, of].filter(Boolean).join(' of '));
    expect(told('width')).toEqual(['field of struct box']);
    expect(told('b')).toEqual(['field of struct box']);
    expect(told('other')).toEqual(['field of struct box']);
    expect(told('left')).toEqual(['field of pair_t']);
    expect(told('struct box')).toEqual(['struct']);
    expect(told('pair_t')).toEqual(['typedef']);
    expect(told('paint')).toEqual(['function']);
    expect(told('TWICE')).toEqual(['macro']);
    expect(told('union box')).toEqual([]);
    expect(told('nowhere')).toEqual([]);
  });

  it('says so when what came is no index', () => {
    const bytes = encodeIndex(gather(grammar, [{ id: 'a', tree: treeOf({ '/usr/include/x.h': first }) }]));
    expect(() => decodeIndex(bytes.subarray(0, 40))).toThrow(IndexCorrupt);
    expect(() => decodeIndex(new Uint8Array(30))).toThrow(IndexCorrupt);
  });
});
