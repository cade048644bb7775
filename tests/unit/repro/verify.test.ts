import { describe, expect, test } from 'vitest';
import {
  type Actual,
  expectOf,
  outputHash,
  type Present,
  type Said,
  verify,
  whatIsMissing,
} from '../../../src/repro/index.ts';
import { FOUNDING } from './founding.ts';

const said: Said = {
  exitCode: 1,
  plain: 'a.c:3:5: error: gone\na.c:9:1: warning: old [-Wold]\n',
  diagnostics: [
    { severity: 'error', message: 'gone', place: { file: 'a.c', line: 3, column: 5 } },
    { severity: 'warning', message: 'old', option: '-Wold', place: { file: 'a.c', line: 9, column: 1 } },
  ],
};
const present: Present = { toolchains: [FOUNDING.toolchain], snapshots: FOUNDING.headers };
const actual = async (change: Partial<Said> = {}): Promise<Actual> => {
  const all = { ...said, ...change };
  return { ...all, output: await outputHash(all.plain) };
};
const repro = async (keepText = false) => ({ ...FOUNDING, expect: await expectOf(said, keepText) });

describe('a repro that is opened', () => {
  test('is reproduced exactly by the same bytes and exit code, whatever the builds say', async () => {
    expect(verify(await repro(), await actual(), present)).toEqual({ kind: 'exactly' });
    const other: Present = { ...present, toolchains: [{ id: 'gcc-8.3.1', hash: '0'.repeat(64) }] };
    expect(verify(await repro(), await actual(), other)).toEqual({ kind: 'exactly' });
  });

  test('the same output with another exit code is a difference', async () => {
    expect(verify(await repro(), await actual({ exitCode: 0 }), present)).toMatchObject({
      kind: 'differences',
      what: ["Its author's compiler exited with 1, here it was 0."],
      why: [],
    });
  });

  test('differences are shown line by line of the output where its author kept it', async () => {
    const now = await actual({ plain: 'a.c:4:5: error: gone\na.c:9:1: warning: old [-Wold]\n' });
    expect(verify(await repro(true), now, present)).toMatchObject({
      kind: 'differences',
      of: 'output',
      diff: [
        { kind: 'expected', text: 'a.c:3:5: error: gone' },
        { kind: 'actual', text: 'a.c:4:5: error: gone' },
        { kind: 'same', text: 'a.c:9:1: warning: old [-Wold]' },
      ],
    });
  });

  test('else of the diagnostics in short', async () => {
    const now = await actual({ plain: 'x', diagnostics: [said.diagnostics[1]!] });
    expect(verify(await repro(), now, present)).toMatchObject({
      of: 'diagnostics',
      what: ['1 error then, 0 here.'],
      diff: [
        { kind: 'expected', text: 'a.c:3:5: error' },
        { kind: 'same', text: 'a.c:9:1: warning [-Wold]' },
      ],
    });
  });

  test('another build of the toolchain or of the headers may explain them', async () => {
    const other: Present = {
      toolchains: [{ id: 'gcc-8.3.1', hash: 'ffffffff'.repeat(8) }],
      snapshots: FOUNDING.headers.map((ref, at) => (at === 1 ? { ...ref, hash: '12345678'.repeat(8) } : ref)),
    };
    expect(verify(await repro(), await actual({ plain: 'x' }), other)).toMatchObject({
      why: [
        'gcc-8.3.1 is another build here: 9f1c0a77 then, ffffffff now.',
        'nvlink2-removed is another build here: e83a91c7 then, 12345678 now.',
      ],
    });
  });

  test('cannot be reproduced where a part is missing, and the nearest that is there is named', async () => {
    const other: Present = {
      toolchains: [{ id: 'gcc-12.2.0' }, { id: 'gcc-9.5.0' }, { id: 'clang-22' }],
      snapshots: [{ id: 'glibc-2.31' }, { id: 'linux-5.10' }],
    };
    expect(whatIsMissing(FOUNDING, other)).toEqual({
      kind: 'cannot',
      missing: [
        { part: 'toolchain', id: 'gcc-8.3.1', nearest: 'gcc-9.5.0' },
        { part: 'headers', id: 'nvlink2-removed' },
        { part: 'headers', id: 'qemu-5.2' },
      ],
      sentence:
        'This cannot be reproduced here: missing the toolchain gcc-8.3.1 (the nearest here is gcc-9.5.0), the headers nvlink2-removed, the headers qemu-5.2.',
    });
    expect(whatIsMissing(FOUNDING, present)).toBeUndefined();
    expect(verify(await repro(), await actual(), other).kind).toBe('cannot');
  });

  test('says so when its author kept nothing to compare with', async () => {
    const { expect: _, ...bare } = FOUNDING;
    expect(verify(bare, await actual(), present)).toEqual({ kind: 'nothing-expected' });
  });
});
