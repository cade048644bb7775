import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectOf,
  parseRepro,
  ReproError,
  readReproJson,
  sameHash,
  writeReproJson,
} from '../../../src/repro/index.ts';
import { migrate, type Step, VersionError } from '../../../src/repro/migrate.ts';
import { anyRepro } from './arbitrary.ts';
import { FOUNDING } from './founding.ts';

const stored = (name: string) => readFileSync(new URL(`./documents/${name}.json`, import.meta.url), 'utf8');

describe('documents of every version open', () => {
  test('version 1 as the first pages wrote it: no edits, nothing expected', () => {
    const repro = readReproJson(stored('1-first'));
    expect(repro.schema).toBe(1);
    expect(repro.consumer.files[0]?.text).toContain('#include <linux/vfio.h>');
    expect(repro.edits).toBeUndefined();
    expect(repro.expect).toBeUndefined();
  });

  test('version 1 with everything in it', () => {
    const repro = readReproJson(stored('1-full'));
    expect(repro.edits?.map(({ kind }) => kind)).toEqual(['remove', 'reserve', 'restore', 'patch']);
    expect(repro.expect?.diagnostics).toHaveLength(2);
    expect(JSON.parse(writeReproJson(repro))).toEqual(JSON.parse(stored('1-full')));
  });

  test('a document is brought over one version at a time, and is not changed itself', () => {
    const steps = new Map<number, Step>([
      [1, ({ name, ...rest }) => ({ ...rest, title: name })],
      [2, (document) => ({ ...document, title: `${document.title}!` })],
    ]);
    const first = { schema: 1, name: 'a' };
    expect(migrate(first, steps, 3)).toEqual({ schema: 3, title: 'a!' });
    expect(migrate({ schema: 2, title: 'b' }, steps, 3)).toEqual({ schema: 3, title: 'b!' });
    expect(first).toEqual({ schema: 1, name: 'a' });
  });

  test('a later version says that it is one; anything else that it is no repro', () => {
    expect(() => migrate({ schema: 2 })).toThrow(/newer/);
    for (const document of [null, [], 'x', {}, { schema: 0 }, { schema: 1.5 }, { schema: '1' }]) {
      expect(() => migrate(document)).toThrow(VersionError);
    }
    expect(() => parseRepro({ ...FOUNDING, schema: 9 })).toThrow(expect.objectContaining({ kind: 'newer' }));
  });
});

describe('a repro document', () => {
  test('comes back equal from its text', () => {
    fc.assert(
      fc.property(anyRepro, (repro) => {
        expect(readReproJson(writeReproJson(repro))).toEqual(repro);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps half of a whole hash, and knows both as the same', () => {
    const whole = '0123456789abcdef'.repeat(4);
    const repro = parseRepro({ ...FOUNDING, toolchain: { id: 'gcc-8.3.1', hash: whole } });
    expect(repro.toolchain.hash).toBe(whole.slice(0, 32));
    expect(sameHash(repro.toolchain.hash, whole)).toBe(true);
    expect(sameHash(undefined, undefined)).toBe(false);
  });

  test('says which field is wrong, and how', () => {
    const files = [{ path: '../x', text: '' }];
    expect(() => parseRepro({ ...FOUNDING, consumer: { files } })).toThrow(
      /consumer\.files\.0\.path: a path must be absolute/,
    );
    expect(() => parseRepro({ ...FOUNDING, title: 7 })).toThrow(/title: the title must be text/);
    expect(() => readReproJson('{')).toThrow(ReproError);
    expect(() => readReproJson(' '.repeat(17_000_000))).toThrow(
      expect.objectContaining({ kind: 'too-large' }),
    );
  });

  test.each([
    [
      'more text than a browser keeps',
      { consumer: { files: [{ path: '/a.c', text: 'x'.repeat(1_000_001) }] } },
    ],
    [
      'too much text together',
      { consumer: { files: [0, 1, 2].map((n) => ({ path: `/${n}.c`, text: 'x'.repeat(999_999) })) } },
    ],
    [
      'sixty-five files',
      { consumer: { files: Array.from({ length: 65 }, (_, n) => ({ path: `/${n}.c`, text: '' })) } },
    ],
    ['a title of two lines', { title: 'a\nb' }],
    ['a title that turns direction', { title: 'a\u2066b' }],
    ['an endless title', { title: 'x'.repeat(201) }],
    ['an escape in the command', { command: 'gcc \u001b[2J' }],
    ['a directory with a doubled slash', { directory: '/a//b' }],
    ['a hash in capitals', { toolchain: { id: 'gcc', hash: 'A'.repeat(32) } }],
    ['a name that ends a comment', { edits: [{ kind: 'remove', name: 'X */' }] }],
    ['an exit code no process has', { expect: { exitCode: 256, output: '0'.repeat(32), diagnostics: [] } }],
  ])('refuses %s', (_, change) => {
    expect(() => parseRepro({ ...FOUNDING, ...change })).toThrow(ReproError);
  });

  test('a line break and a tab may stand in a note and in a command', () => {
    expect(parseRepro({ ...FOUNDING, note: 'a\n\tb', command: 'gcc \\\n -c a.c' }).note).toBe('a\n\tb');
  });
});

describe('what a compile said becomes what is expected', () => {
  const place = { file: 'a.c', line: 3, column: 5 };
  const said = {
    exitCode: 1,
    plain: 'a.c:3:5: error: x\n',
    diagnostics: [
      {
        severity: 'error' as const,
        message: 'x',
        place,
        notes: [{ severity: 'note' as const, message: 'y' }],
      },
      { severity: 'warning' as const, message: 'z', option: '-Wz', place },
    ],
  };

  test('notes follow what they are notes of; messages are left to the digest', async () => {
    expect(await expectOf(said)).toEqual({
      exitCode: 1,
      output: expect.stringMatching(/^[0-9a-f]{32}$/),
      diagnostics: [
        { severity: 'error', place },
        { severity: 'note' },
        { severity: 'warning', place, option: '-Wz' },
      ],
    });
  });

  test('the text is kept where it is asked for and fits', async () => {
    expect((await expectOf(said, true)).text).toBe(said.plain);
    expect((await expectOf({ ...said, plain: 'x'.repeat(200_001) }, true)).text).toBeUndefined();
  });
});
