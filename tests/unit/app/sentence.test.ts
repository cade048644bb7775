import { describe, expect, test } from 'vitest';
import { byteProgress, verdictSentence } from '../../../src/app/verdict/sentence.ts';
import type { Verdict } from '../../../src/compiler/index.ts';

const against = { headers: 'Linux 5.10, nvlink2 removed', toolchain: 'GCC 8.3.1' };

function verdict(changes: Partial<Verdict>): Verdict {
  return {
    toolchain: 'gcc-8.3.1',
    argv: [],
    exitCode: 0,
    stdout: new Uint8Array(),
    stderr: new Uint8Array(),
    plain: '',
    diagnostics: [],
    filesRead: ['/a.c', '/b.h'],
    filesAbsent: [],
    milliseconds: 412,
    module: 'main',
    ...changes,
  };
}

describe('The banner', () => {
  test('counts the errors and names headers and compiler', () => {
    const sentence = verdictSentence(
      verdict({ exitCode: 1, stderr: new Uint8Array(10) }),
      { errors: 8, warnings: 0 },
      against,
    );
    expect(sentence.headline).toBe('8 errors: does not compile with Linux 5.10, nvlink2 removed · GCC 8.3.1');
    expect(sentence.detail).toBe('exit 1 · 2 files read · 0.41 s');
    expect(sentence.tone).toBe('breaks');
  });

  test('says that nothing was written where nothing was', () => {
    const sentence = verdictSentence(verdict({}), { errors: 0, warnings: 0 }, against);
    expect(sentence.headline).toBe('Compiles with Linux 5.10, nvlink2 removed · GCC 8.3.1');
    expect(sentence.detail).toMatch(/^exit 0, no output/);
  });

  test('says "compiles" of no other exit code, errors found or not', () => {
    for (const exitCode of [1, 2, 4, 134]) {
      const sentence = verdictSentence(verdict({ exitCode }), { errors: 0, warnings: 3 }, against);
      expect(sentence.tone).toBe('breaks');
      expect(sentence.headline).toMatch(/^Does not compile/);
    }
  });

  test('mentions warnings of a compile that went well', () => {
    const sentence = verdictSentence(
      verdict({ stderr: new Uint8Array(3) }),
      { errors: 0, warnings: 1 },
      against,
    );
    expect(sentence.tone).toBe('compiles');
    expect(sentence.detail).toContain('1 warning');
    expect(sentence.detail).not.toContain('no output');
  });
});

describe('Progress in bytes', () => {
  test('uses the unit of the whole', () => {
    expect(byteProgress(1_200_000, 2_100_000)).toBe('1.2 of 2.1 MB');
    expect(byteProgress(400, 2_100_000)).toBe('0.0 of 2.1 MB');
    expect(byteProgress(1200, 44_000)).toBe('1 of 44 kB');
    expect(byteProgress(3_000_000)).toBe('3.0 MB');
  });
});
