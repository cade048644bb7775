import { beforeAll, describe, expect, it } from 'vitest';
import type { CGrammar } from '../../../src/headers/index.ts';
import {
  type Blame,
  blame,
  blameSentence,
  guardsAt,
  referencesFor,
  subjectOf,
} from '../../../src/study/index.ts';
import { testGrammar } from '../headers/grammar.ts';
import { error, testSite, verdictOf } from './site.ts';

let grammar: CGrammar;
beforeAll(async () => {
  grammar = await testGrammar();
});

describe('what a diagnostic is about', () => {
  it.each([
    ['‘X’ undeclared (first use in this function); did you mean ‘Y’?', 'missing', 'X'],
    ["'X' undeclared here (not in a function)", 'missing', 'X'],
    ["use of undeclared identifier 'X'", 'missing', 'X'],
    ['implicit declaration of function ‘f’; did you mean ‘g’?', 'missing', 'f'],
    [
      "call to undeclared function 'f'; ISO C99 and later do not support implicit function declarations",
      'missing',
      'f',
    ],
    ["call to undeclared library function 'f' with type 'int (int)'", 'missing', 'f'],
    ['unknown type name ‘x_t’', 'missing', 'x_t'],
    ['dereferencing pointer to incomplete type ‘struct x’', 'missing', 'struct x'],
    ['invalid use of undefined type ‘const struct x’', 'missing', 'struct x'],
    ["incomplete definition of type 'struct x'", 'missing', 'struct x'],
    ["variable has incomplete type 'struct x'", 'missing', 'struct x'],
    ["invalid application of 'sizeof' to an incomplete type 'struct x'", 'missing', 'struct x'],
    ["tentative definition has type 'struct x' that is never completed", 'missing', 'struct x'],
    ['storage size of ‘t’ isn’t known', 'missing', undefined],
    ['‘struct x’ has no member named ‘m’; did you mean ‘n’?', 'no-member', 'm'],
    ["no member named 'm' in 'struct x'", 'no-member', 'm'],
    ['linux/raw.h: No such file or directory', 'no-file', 'linux/raw.h'],
    ["'linux/raw.h' file not found", 'no-file', 'linux/raw.h'],
    ['redefinition of ‘struct x’', 'clash', 'struct x'],
    ['redeclaration of ‘enum x’', 'clash', 'enum x'],
    ["redefinition of enumerator 'X'", 'clash', 'X'],
    ['redeclaration of enumerator ‘X’', 'clash', 'X'],
    ['static declaration of ‘f’ follows non-static declaration', 'clash', 'f'],
    ['conflicting types for ‘f’', 'clash', 'f'],
    ['"X" redefined', 'clash', 'X'],
    ["'X' macro redefined", 'clash', 'X'],
    ['too few arguments to function ‘f’', 'mistyped', 'f'],
    ['variably modified ‘a’ at file scope', 'not-constant', undefined],
    ['variable length array declaration not allowed at file scope', 'not-constant', undefined],
  ])('%s', (message, complaint, name) => {
    const subject = subjectOf(message);
    expect(subject?.complaint).toBe(complaint);
    expect(subject?.name).toBe(name);
  });

  it('is nothing for wordings that tell of no name', () => {
    expect(subjectOf('expected ‘;’ before ‘}’ token')).toBeUndefined();
  });
});

describe('the conditions around a line', () => {
  it('are told outermost first, without the guard of the file', () => {
    const text =
      '#ifndef A_H\n#define A_H\n#ifdef X\n#if Y > 2 /* why */\nint a;\n#else\nint b;\n#endif\n#endif\n#endif\n';
    expect(guardsAt(text, 5)).toEqual(['#ifdef X', '#if Y > 2']);
    expect(guardsAt(text, 7)).toEqual(['#ifdef X', '#else of #if Y > 2']);
    expect(guardsAt(text, 2)).toEqual([]);
  });
});

describe('blame', () => {
  async function ask(wanted: readonly string[], stop: string, messages?: string[]): Promise<Blame[]> {
    const site = testSite(grammar, wanted);
    const request = site.request([stop]);
    const verdict = messages
      ? verdictOf(
          request,
          messages.map((one) => error(one)),
        )
      : await site.compile(request);
    const references = referencesFor(site.sources, request, [{ headers: ['linux-1'] }]);
    return (await blame({ request, verdict, references }, site.sources)).blames;
  }

  it('names the edit of a derived snapshot that took a struct away, and its hunk', async () => {
    const [one, ...others] = await ask(['struct box_info', 'BOX_LARGE'], 'without');
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      name: 'struct box_info',
      change: { kind: 'removed' },
      declared: { file: '/usr/include/linux/box.h', line: 9, kind: 'struct' },
      reference: 'linux-1',
      goneAt: 'without',
      by: { kind: 'edit', snapshot: 'without', edit: { kind: 'remove', name: 'struct box_info' } },
    });
    expect(one!.hunk!.text).toContain('-struct box_info {');
  });

  it('tells a renamed macro by its value, and the package that did it', async () => {
    const site = testSite(grammar, []);
    const [one] = await ask(['BOX_LARGE'], 'linux-2');
    expect(one).toMatchObject({
      change: { kind: 'renamed', to: 'BOX_BIG_LARGE' },
      goneAt: 'linux-2',
      by: { kind: 'package', from: [{ version: 'linux-1' }], to: [{ version: 'linux-2' }] },
    });
    expect(blameSentence(one!, site.catalogue)).toBe(
      'BOX_LARGE, declared in <linux/box.h> at line 5 of Linux 1, was renamed to BOX_BIG_LARGE in Linux 2: it has the same value, (1 << 4), by linux-libc-dev linux-1 becoming linux-libc-dev linux-2.',
    );
  });

  it.each([
    ['struct box_old', 'dereferencing pointer to incomplete type ‘struct box_old’', { kind: 'removed' }],
    [
      'height',
      '‘struct box_info’ has no member named ‘height’',
      { kind: 'guarded', guard: '#ifdef __BOX_TALL' },
    ],
    [
      'box_open',
      'too few arguments to function ‘box_open’',
      { kind: 'retyped', before: 'int box_open(int number);', after: 'int box_open(int number, int flags);' },
    ],
    [
      'static int a[BOX_COUNT];',
      'variably modified ‘a’ at file scope',
      { kind: 'value-changed', before: '16', after: '32' },
    ],
    ['nowhere', '‘nowhere’ undeclared (first use in this function)', { kind: 'never' }],
    ['linux/gone.h', 'linux/gone.h: No such file or directory', { kind: 'never' }],
  ])('tells what became of %s', async (line, message, change) => {
    const [one] = await ask([line], 'linux-2', [message]);
    expect(one!.change).toEqual(change);
  });

  it('says from which stop on a name is there, when only later ones have it', async () => {
    const site = testSite(grammar, ['BOX_BIG_LARGE']);
    const request = site.request(['linux-1']);
    const verdict = await site.compile(request);
    const { blames } = await blame(
      { request, verdict, references: [{ headers: ['linux-2'] }] },
      site.sources,
    );
    expect(blames[0]!.change).toEqual({ kind: 'not-yet', from: 'linux-2' });
    const without = await blame({ request, verdict, references: [] }, site.sources);
    expect(without.blames[0]!.change).toEqual({ kind: 'not-yet', from: 'linux-2' });
  });

  it('names the reader’s own edit', async () => {
    const site = testSite(grammar, ['BOX_LARGE']);
    const request = site.request(['linux-1'], [{ kind: 'remove', name: 'BOX_LARGE' }]);
    const verdict = await site.compile(request);
    const references = referencesFor(site.sources, request, [{ headers: ['linux-1'] }]);
    const { blames } = await blame({ request, verdict, references }, site.sources);
    expect(blames[0]).toMatchObject({
      change: { kind: 'removed' },
      by: { kind: 'edit', edit: { name: 'BOX_LARGE' } },
    });
  });

  it('tells what follows from a name on the same line with that name, and what nothing explains apart', async () => {
    const site = testSite(grammar, ['BOX_LARGE']);
    const request = site.request(['linux-2']);
    const messages = [
      '‘BOX_LARGE’ undeclared (first use in this function)',
      'array subscript is not an integer',
    ];
    const strange = {
      ...error('expected ‘;’ before ‘}’ token'),
      place: { file: 'main.c', line: 9, column: 1 },
    };
    const verdict = verdictOf(request, [...messages.map((one) => error(one)), strange]);
    const why = await blame({ request, verdict, references: [{ headers: ['linux-1'] }] }, site.sources);
    expect(why.blames.map(({ diagnostics }) => diagnostics.length)).toEqual([2]);
    expect(why.unexplained).toEqual([strange]);
  });
});
