import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  applyEdits,
  type CGrammar,
  EditImpossible,
  NameNotDeclared,
  readName,
  removeIn,
  reserveIn,
  restoreIn,
  treeHash,
} from '../../../src/headers/index.ts';
import { testGrammar, textOf, treeOf } from './grammar.ts';

let grammar: CGrammar;
beforeAll(async () => {
  grammar = await testGrammar();
});

const remove = (text: string, name: string, leave: 'nothing' | 'number' = 'nothing') =>
  removeIn(grammar, text, readName(name)!, leave);
const reserve = (text: string, name: string) => reserveIn(grammar, text, readName(name)!);

describe('removing a declaration', () => {
  it('takes an object-like macro with its line', () => {
    expect(remove('#define A 1\n#define AB 2\n#define A_B 3\n', 'A')).toBe('#define AB 2\n#define A_B 3\n');
  });

  it('takes a function-like macro with all its continuation lines', () => {
    const text = 'int a;\n#define F(x, y) \\\n\t((x) + \\\n\t (y))\nint b;\n';
    expect(remove(text, 'F')).toBe('int a;\nint b;\n');
  });

  it('takes a comment that trails the macro over several lines', () => {
    expect(remove('#define A 1 /* one\n  and more */\n#define B 2\n', 'A')).toBe('#define B 2\n');
  });

  it('takes a macro in every branch of a condition and leaves the condition', () => {
    const text = '#ifdef X\n# if Y\n#  define A 1\n# endif\n#else\n#define A 2\n#endif\n';
    expect(remove(text, 'A')).toBe('#ifdef X\n# if Y\n# endif\n#else\n#endif\n');
  });

  it('takes the comment above that tells of the declaration alone', () => {
    const text = '/* first */\n\n/*\n * About A.\n */\n#define A 1\n\n#define B 2\n';
    expect(remove(text, 'A')).toBe('/* first */\n\n\n#define B 2\n');
  });

  it('leaves a comment that heads a group', () => {
    const text = '/* sub-types */\n#define A 1\n#define B 2\n';
    expect(remove(text, 'A')).toBe('/* sub-types */\n#define B 2\n');
  });

  it('leaves only the nearest of two comments behind', () => {
    const text = '/* vendor */\n/*\n * About A.\n */\n#define A (1)\n\nint x;\n';
    expect(remove(text, 'A')).toBe('/* vendor */\n\nint x;\n');
  });

  it("leaves the file's licence", () => {
    const text = '/* SPDX-License-Identifier: MIT */\n#define A 1\n\n';
    expect(remove(text, 'A')).toBe('/* SPDX-License-Identifier: MIT */\n\n');
  });

  it('is not misled by the name in comments, strings and values', () => {
    const text = '/* A */\n#define B A\nconst char *s = "A";\n// #define A 9\n\n#define A 1\n';
    expect(remove(text, 'A')).toBe('/* A */\n#define B A\nconst char *s = "A";\n// #define A 9\n\n');
  });

  it('takes a struct with its attribute and semicolon', () => {
    const text =
      'struct a {\n\tint x;\n\tstruct b { int y; } z;\n} __attribute__((packed));\nstruct ab { int q; };\n';
    expect(remove(text, 'struct a')).toBe('struct ab { int q; };\n');
  });

  it('leaves uses and forward declarations of a struct', () => {
    const text = 'struct a;\nstruct a { int x; };\nint f(struct a *p);\n';
    expect(remove(text, 'struct a')).toBe('struct a;\nint f(struct a *p);\n');
  });

  it('takes only the body of a struct that types something else', () => {
    expect(remove('typedef struct a { int x; } a_t;\n', 'struct a')).toBe('typedef struct a a_t;\n');
    expect(remove('struct o { struct a { int x; } m; };\n', 'struct a')).toBe('struct o { struct a m; };\n');
  });

  it('takes a union and an enum', () => {
    expect(remove('union u { int x; };\nenum e { A, B };\n', 'union u')).toBe('enum e { A, B };\n');
    expect(remove('union u { int x; };\nenum e { A, B };\n', 'enum e')).toBe('union u { int x; };\n');
  });

  it('means a tag by a bare name only where nothing else has it', () => {
    expect(remove('struct stat { int x; };\nint stat(int);\n', 'stat')).toBe('struct stat { int x; };\n');
    expect(remove('struct only { int x; };\n', 'only')).toBe('');
  });

  it('takes a typedef, or its one name of several', () => {
    expect(remove('typedef unsigned u, v;\ntypedef int (*cb)(int);\n', 'cb')).toBe(
      'typedef unsigned u, v;\n',
    );
    expect(remove('typedef unsigned u, v;\n', 'u')).toBe('typedef unsigned v;\n');
    expect(remove('typedef unsigned u, v;\n', 'v')).toBe('typedef unsigned u;\n');
  });

  it('leaves the struct of a typedef that declares both', () => {
    expect(remove('typedef struct a { int x; } a_t;\n', 'a_t')).toBe('struct a { int x; };\n');
  });

  it('takes a prototype, attributes the grammar does not know included', () => {
    const text =
      '__BEGIN_DECLS\n\n/* Do F.  */\nextern int f (struct s *__x) __THROW __nonnull ((1));\n\nextern int *g (void);\n__END_DECLS\n';
    expect(remove(text, 'f')).toBe('__BEGIN_DECLS\n\n\nextern int *g (void);\n__END_DECLS\n');
    expect(remove(text, 'g')).toBe(text.replace('extern int *g (void);\n', ''));
  });

  it('takes an inline function with its body', () => {
    expect(remove('static inline int f(void)\n{\n\treturn 1;\n}\nint g(void);\n', 'f')).toBe(
      'int g(void);\n',
    );
  });

  it('takes an enumerator and keeps the values of those after it', () => {
    expect(remove('enum {\n\tA,\n\tB,\t/* b */\n\tC,\n};\n', 'B')).toBe('enum {\n\tA,\n\tC = A + 2,\n};\n');
    expect(remove('enum { A, B, C };\n', 'A')).toBe('enum { B = 1, C };\n');
    expect(remove('enum { A = 4, B };\n', 'A')).toBe('enum { B = 5 };\n');
    expect(remove('enum { A, B = 7, C };\n', 'C')).toBe('enum { A, B = 7, };\n');
  });

  it('takes the self-naming macro of an enumerator too', () => {
    const text =
      'enum {\n  IPPROTO_IP = 0,\n#define IPPROTO_IP IPPROTO_IP\n  IPPROTO_ICMP = 1,\n#define IPPROTO_ICMP IPPROTO_ICMP\n};\n';
    expect(remove(text, 'IPPROTO_IP')).toBe(
      'enum {\n  IPPROTO_ICMP = 1,\n#define IPPROTO_ICMP IPPROTO_ICMP\n};\n',
    );
  });

  it('leaves a comment with the number when asked', () => {
    expect(remove('#define A\t(4)\n#define B 5\n', 'A', 'number')).toBe(
      '/* 4 was A: do not use it again */\n#define B 5\n',
    );
    expect(remove('struct a {\n\tint x;\n};\n', 'struct a', 'number')).toBe(
      '/* struct a was here: do not use the name again */\n',
    );
  });

  it('keeps every byte of a header that is not UTF-8', () => {
    const bytes = Uint8Array.from([...Buffer.from('/* \xe9\x80 */\r\nint x;\r\n#define A 1\r\n', 'latin1')]);
    const tree = applyEdits(grammar, new Map([['/a.h', bytes]]), [{ kind: 'remove', name: 'A' }]);
    expect(Buffer.from(tree.get('/a.h')!).toString('latin1')).toBe('/* \xe9\x80 */\r\nint x;\r\n');
  });

  it('says nothing was done when the name is not declared', () => {
    expect(remove('/* A */ int x = A;\n', 'A')).toBeUndefined();
  });
});

describe('reserving a declaration', () => {
  it('says so in its own comment and changes no code', () => {
    expect(reserve('/*\n * About A.\n */\n#define A 4\n\n', 'A')).toBe(
      '/*\n * About A.\n *\n * Reserved: deprecated, no longer provided; kept so that its users still compile.\n */\n#define A 4\n\n',
    );
  });

  it('says so in a line of its own where there is no such comment', () => {
    expect(reserve('struct s {\n\tint x;\n};\n', 'struct s')).toBe(
      '/* Reserved: deprecated, no longer provided; kept so that its users still compile. */\nstruct s {\n\tint x;\n};\n',
    );
  });

  it('says so beside an enumerator that shares its line', () => {
    expect(reserve('enum { A, B, C };\n', 'B')).toBe('enum { A, /* reserved */ B, C };\n');
  });
});

describe('restoring a declaration', () => {
  const base =
    '#ifndef H\n#define H\n\n/* one */\n#define A 1\n\n/* two */\n#define B 2\n\nstruct s {\n\tint x;\n};\n\nenum { P, Q, R };\n\nint f(void);\n#endif\n';
  const names = ['A', 'B', 'struct s', 'Q', 'f'];

  it('undoes remove, the comment it left, and reserve', () => {
    for (const name of names) {
      const wanted = readName(name)!;
      for (const edited of [remove(base, name), remove(base, name, 'number'), reserve(base, name)]) {
        expect(edited).not.toBe(base);
        expect(restoreIn(grammar, edited!, base, wanted)).toBe(base);
      }
    }
  });

  it('finds the place again when neighbours are gone as well', () => {
    const edited = remove(remove(base, 'A')!, 'B')!;
    const back = restoreIn(grammar, edited, base, readName('A')!)!;
    expect(back).toContain('#define A 1\n');
    expect(back).not.toContain('#define B 2');
  });

  it('puts a name another version had before the end of the include guard', () => {
    const back = restoreIn(grammar, '#ifndef H\nint z;\n#endif /* H */\n', base, readName('struct s')!)!;
    expect(back).toBe('#ifndef H\nint z;\n\nstruct s {\n\tint x;\n};\n\n#endif /* H */\n');
  });

  it('gives the same tree hash after remove and restore, for any names in any order', async () => {
    const tree = treeOf({ '/usr/include/h.h': base, '/usr/include/other.h': 'int other;\n' });
    const hash = await treeHash(tree);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), async (name) => {
        const edited = applyEdits(grammar, tree, [
          { kind: 'remove', name },
          { kind: 'restore', name },
        ]);
        const there = applyEdits(grammar, tree, [{ kind: 'remove', name }]);
        expect(await treeHash(there)).not.toBe(hash);
        expect(await treeHash(applyEdits(grammar, there, [{ kind: 'restore', name }], tree))).toBe(hash);
        expect(await treeHash(edited)).toBe(hash);
      }),
    );
  });

  it('commutes with edits of other declarations', () => {
    const tree = treeOf({ '/h.h': base });
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 2 }), (some) => {
        const edits = some.map((name) => ({ kind: 'remove' as const, name }));
        const one = textOf(applyEdits(grammar, tree, edits), '/h.h');
        const other = textOf(applyEdits(grammar, tree, edits.toReversed()), '/h.h');
        expect(one).toBe(other);
      }),
    );
  });
});

describe('editing a tree', () => {
  it('says which headers only mention a name nobody declares', () => {
    const tree = treeOf({ '/a.h': 'int a = GONE;\n', '/b.h': 'int b;\n', '/c.c': '#define GONE 1\n' });
    expect(() => applyEdits(grammar, tree, [{ kind: 'remove', name: 'GONE' }])).toThrow(NameNotDeclared);
    expect(() => applyEdits(grammar, tree, [{ kind: 'remove', name: 'GONE' }])).toThrow(
      'No header declares GONE: 2 searched; only mentioned in /a.h.',
    );
  });

  it('refuses what is not a name', () => {
    expect(() => applyEdits(grammar, treeOf({}), [{ kind: 'remove', name: 'a b c' }])).toThrow(
      EditImpossible,
    );
  });

  it('leaves the arrays of other files as they are', () => {
    const tree = treeOf({ '/a.h': '#define A 1\n', '/b.h': 'int A_not;\n' });
    const edited = applyEdits(grammar, tree, [{ kind: 'remove', name: 'A' }]);
    expect(edited.get('/b.h')).toBe(tree.get('/b.h'));
    expect(textOf(edited, '/a.h')).toBe('');
  });
});
