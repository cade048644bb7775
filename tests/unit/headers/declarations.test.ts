import { beforeAll, describe, expect, it } from 'vitest';
import { type CGrammar, declarationsOf, findDeclarations } from '../../../src/headers/index.ts';
import { testGrammar, treeOf } from './grammar.ts';

let grammar: CGrammar;
beforeAll(async () => {
  grammar = await testGrammar();
});

describe('where a name is declared', () => {
  const tree = treeOf({
    '/usr/include/b.h': '#if X\n#define A 1\n#else\n#define A (2)\n#endif\n',
    '/usr/include/a.h':
      '/* A */\nstruct a { int A; };\nenum e { AA, BB = 3 };\ntypedef struct a *ap;\nint f(int A);\n',
  });
  const places = (name: string) =>
    findDeclarations(grammar, tree, name).map(({ kind, file, line, value }) => [kind, file, line, value]);

  it('says file, line, kind and value, in every branch', () => {
    expect(places('A')).toEqual([
      ['macro', '/usr/include/b.h', 2, '1'],
      ['macro', '/usr/include/b.h', 4, '(2)'],
    ]);
    expect(places('BB')).toEqual([['enumerator', '/usr/include/a.h', 3, '3']]);
    expect(places('struct a')).toEqual([['struct', '/usr/include/a.h', 2, undefined]]);
    expect(places('ap')).toEqual([['typedef', '/usr/include/a.h', 4, undefined]]);
    expect(places('f')).toEqual([['function', '/usr/include/a.h', 5, undefined]]);
  });

  it('is nowhere for what is only used', () => {
    expect(places('X')).toEqual([]);
    expect(places('not a name')).toEqual([]);
  });

  it('lists what a file declares, in order', () => {
    const names = declarationsOf(grammar, '/a.h', tree.get('/usr/include/a.h')!).map(({ name }) => name);
    expect(names).toEqual(['a', 'e', 'AA', 'BB', 'ap', 'f']);
  });
});
