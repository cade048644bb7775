import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  compareDiagnostics,
  guessCompiler,
  type LogReading,
  LogTooLargeError,
  type LogUnit,
  readLog,
  type SaidDiagnostic,
  toolchainForGuess,
} from '../../../src/repro/index.ts';
import { postedCommand, postedLog } from '../../founding/case.ts';

const read = (name: string): LogReading =>
  readLog(readFileSync(new URL(`./logs/${name}.txt`, import.meta.url), 'utf8'));

/** errors, warnings, notes */
function counts({ diagnostics }: LogUnit): string {
  const of = (...severities: string[]) =>
    diagnostics.filter(({ severity }) => severities.includes(severity)).length;
  return `${of('error', 'fatal error')} ${of('warning')} ${of('note')}`;
}

const failures = (reading: LogReading) =>
  Object.fromEntries(
    reading.units
      .filter(({ failed }) => failed)
      .map((unit) => [`${unit.directory ? `${unit.directory}: ` : ''}${unit.source}`, counts(unit)])
      .sort(),
  );

const gcc = { 'src/disk/link.c': '1 0 0', 'src/net/link.c': '1 2 0', 'src/probe.c': '3 1 1' };
const clang = { 'src/disk/link.c': '1 0 0', 'src/net/link.c': '1 1 1', 'src/probe.c': '3 0 1' };
const werror = {
  'src/disk/link.c': '1 0 0',
  'src/net/link.c': '3 0 0',
  'src/probe.c': '4 0 1',
  'src/warn.c': '1 0 0',
};
const cmake = { 'src/disk/link.c': '1 0 0', 'src/net/link.c': '1 0 0', 'src/probe.c': '3 0 1' };
const under = (prefix: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([file, count]) => [prefix + file, count]));
const directories = { '/home/user/src/rec/disk: link.c': '1 0 0', '/home/user/src/rec/net: link.c': '1 2 0' };

describe('the failing files of a log, with their diagnostics', () => {
  test.each<[string, Record<string, string>]>([
    ['make-first-error', { 'src/probe.c': '3 1 1' }],
    ['make-keep-going', gcc],
    ['make-parallel-clang', clang],
    // Kept from one run: a line of one compiler ends up within another's.
    ['make-parallel-clang-mixed', clang],
    ['make-parallel-colour', gcc],
    ['make-ascii-quotes', gcc],
    ['make-german', gcc],
    ['make-directories', directories],
    ['make-directories-parallel', directories],
    ['make-quiet', { 'src/probe.c': '3 1 1' }],
    ['make-continued-lines', { 'src/probe.c': '3 1 1' }],
    ['ninja-gcc', under('../', gcc)],
    ['ninja-clang-colour', under('../', clang)],
    ['ninja-no-gutter', under('../', werror)],
    ['ninja-no-caret', under('../', gcc)],
    ['ninja-directory', under('build: ../', gcc)],
    ['cmake-make', under('/home/user/src/cm/build: /home/user/src/cm/', cmake)],
    ['meson-ninja', under('build: ../', gcc)],
    ['libtool-automake', { 'src/probe.c': '3 0 1' }],
    ['mail-quoted-wrapped', under('../', gcc)],
    ['mail-blanks-lost', under('../', werror)],
    ['mail-quoted-twice', under('../', werror)],
    ['ci-clock', gcc],
    ['ci-job-columns', gcc],
    ['ci-brackets', directories],
    ['ci-lost-escapes', under('../', clang)],
  ])('%s', (name, wanted) => {
    const reading = read(name);
    expect(failures(reading)).toEqual(wanted);
    for (const unit of reading.units.filter(({ failed }) => failed)) {
      if (name === 'make-quiet') expect(unit.command).toBeUndefined();
      else expect(unit.command).toMatch(/^(?:\/usr\/bin\/)?(?:gcc|clang) .*\.c(?: -o \S+)?$/);
    }
  });

  test('a file that only has a warning has not failed, and is told all the same', () => {
    const warned = read('make-keep-going').units.find(({ source }) => source === 'src/warn.c');
    expect(warned?.failed).toBe(false);
    expect(warned?.diagnostics[0]).toMatchObject({
      severity: 'warning',
      option: '-Wunused-variable',
      inFunction: 'warned',
    });
  });

  test('a file that failed without a word of the compiler is known by its object', () => {
    const { units } = readLog('gcc -Wall -c a.c -o a.o\nmake: *** [Makefile:2: a.o] Error 1\n');
    expect(units).toMatchObject([{ source: 'a.c', failed: true, diagnostics: [] }]);
  });
});

describe('what a diagnostic of a log holds', () => {
  const probe = (name: string) =>
    read(name).units.find(({ source }) => source.endsWith('src/probe.c'))!.diagnostics;

  test('place, wording, option, function, source and replacement', () => {
    expect(probe('make-keep-going')).toMatchObject([
      {
        severity: 'error',
        place: { file: 'src/probe.c', line: 5, column: 18 },
        message:
          '‘GADGET_REGION_CONFIC’ undeclared (first use in this function); did you mean ‘GADGET_REGION_CONFIG’?',
        inFunction: 'probe_region',
        fixIts: ['GADGET_REGION_CONFIG'],
      },
      { severity: 'note', place: { line: 5, column: 18 } },
      { severity: 'error', place: { line: 11, column: 17 }, inFunction: 'probe_speed', fixIts: [] },
      { severity: 'error', place: { line: 11, column: 26 }, fixIts: ['GADGET_REGION_COMMAND'] },
      { severity: 'warning', place: { line: 12, column: 1 }, option: '-Wreturn-type' },
    ]);
    expect(probe('make-keep-going')[0]?.source?.trim()).toBe('int region = GADGET_REGION_CONFIC;');
  });

  test.each([
    'make-parallel-colour',
    'make-ascii-quotes',
    'mail-quoted-wrapped',
    'ci-clock',
    'ci-job-columns',
    'meson-ninja',
    'ninja-no-caret',
  ])('%s says the same as the plain log', (name) => {
    const compared = compareDiagnostics(probe(name), probe('make-keep-going'));
    expect(compared.posted.map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'same', 'same']);
    expect(compared.extra).toEqual([]);
  });

  test('a replacement is found where the blanks were lost and where they were not', () => {
    for (const name of ['mail-blanks-lost', 'mail-quoted-twice', 'ninja-no-gutter']) {
      expect(probe(name).map(({ fixIts }) => fixIts.length)).toEqual([1, 0, 0, 1, 0]);
    }
  });

  test('the chain of includes says which file was compiled', () => {
    const [first] = read('make-keep-going').units.find(
      ({ source }) => source === 'src/net/link.c',
    )!.diagnostics;
    expect(first).toMatchObject({
      place: { file: 'include/helper.h' },
      includedFrom: [{ file: 'src/net/link.c', line: 2 }],
    });
  });

  test('German is compared by place, and said to be in other words', () => {
    const compared = compareDiagnostics(probe('make-german'), probe('make-keep-going'));
    expect(probe('make-german')[0]).toMatchObject({ language: 'de', severity: 'error' });
    expect(compared.posted.map(({ outcome }) => outcome)).toEqual(Array(5).fill('wording'));
  });
});

describe('the compiler that wrote a log', () => {
  const toolchains = [
    { id: 'gcc-8.3.1', family: 'gcc' as const, version: [8, 3, 1] as const },
    { id: 'gcc-12.2.0', family: 'gcc' as const, version: [12, 2, 0] as const },
    { id: 'clang-22', family: 'clang' as const, version: [22, 0, 0] as const },
  ];

  test.each([
    ['make-keep-going', 'GCC ≥ 9', 'gcc-12.2.0'],
    ['make-german', 'GCC ≥ 9', 'gcc-12.2.0'],
    ['make-parallel-clang', 'Clang ≤ 16', 'clang-22'],
    ['ninja-clang-colour', 'Clang ≤ 16', 'clang-22'],
    ['ci-lost-escapes', 'Clang ≤ 16', 'clang-22'],
    ['cmake-make', 'GCC 12', 'gcc-12.2.0'],
    ['meson-ninja', 'GCC 12', 'gcc-12.2.0'],
  ])('%s: %s', (name, title, offered) => {
    const guess = guessCompiler(read(name));
    expect(guess.title).toBe(title);
    expect(guess.contradictory).toBe(false);
    expect(toolchainForGuess(guess, toolchains)?.id).toBe(offered);
  });

  test('a margin switched off by a flag says nothing of the version', () => {
    const rules = guessCompiler(read('ninja-no-gutter')).reasons.map(({ rule }) => rule);
    expect(rules).not.toContain('no-margin');
  });

  test('two compilers in one log contradict one another', () => {
    const both = `${read('make-keep-going').lines.join('\n')}\n${read('make-parallel-clang').lines.join('\n')}`;
    expect(guessCompiler(readLog(both)).contradictory).toBe(true);
  });

  test('nothing known: nothing guessed', () => {
    expect(guessCompiler(readLog('hello')).family).toBeUndefined();
    expect(toolchainForGuess(guessCompiler(readLog('')), toolchains)).toBeUndefined();
  });
});

describe('the founding log', () => {
  const reading = readLog(postedLog);
  const [unit] = reading.units;

  test('is one failed file with its command, 8 errors and 1 note', () => {
    expect(reading.units).toHaveLength(1);
    expect(unit).toMatchObject({
      source: '../../hw/vfio/pci-quirks.c',
      command: postedCommand,
      object: 'libqemu-ppc64-softmmu.fa.p/hw_vfio_pci-quirks.c.o',
      failed: true,
    });
    expect(counts(unit!)).toBe('8 0 1');
    expect(unit!.diagnostics.map(({ place }) => `${place?.line}:${place?.column}`)).toEqual([
      '1597:36',
      '1597:36',
      '1603:44',
      '1624:49',
      '1646:36',
      '1653:36',
      '1661:36',
      '1685:52',
      '1691:54',
    ]);
    expect(unit!.diagnostics.map(({ fixIts }) => fixIts.length)).toEqual([1, 0, 1, 0, 1, 1, 1, 0, 0]);
  });

  test('was written by GCC 8 or earlier, by its margin and its wording', () => {
    const guess = guessCompiler(reading);
    expect(guess).toMatchObject({ family: 'gcc', max: 8, contradictory: false });
    expect(guess.reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['no-margin', 'dereferencing-incomplete']),
    );
    const offered = toolchainForGuess(guess, [
      { id: 'gcc-12.2.0', family: 'gcc', version: [12, 2, 0] },
      { id: 'gcc-8.3.1', family: 'gcc', version: [8, 3, 1] },
      { id: 'clang-22', family: 'clang', version: [22, 0, 0] },
    ]);
    expect(offered?.id).toBe('gcc-8.3.1');
  });

  /** As a verdict has them: notes within their errors, ASCII quotes, each line one further up. */
  const actual: SaidDiagnostic[] = [];
  for (const { severity, message, place } of unit!.diagnostics) {
    const said = {
      severity,
      message: message.replace(/[‘’]/g, "'"),
      place: { ...place!, line: place!.line - 1 },
    };
    if (severity === 'note') actual[0] = { ...actual[0]!, notes: [said] };
    else actual.push(said);
  }

  test('is reproduced 8 of 8 and 1 of 1, a line further up', () => {
    const compared = compareDiagnostics(unit!.diagnostics, actual);
    expect(compared.counts).toMatchObject({
      error: { posted: 8, reproduced: 8 },
      note: { posted: 1, reproduced: 1 },
    });
    expect(compared.shift).toBe(-1);
    expect(compared.sentence).toBe(
      '8 of 8 errors and 1 of 1 note reproduced; every line number is 1 less here.',
    );
  });

  test('another compiler says it in other words, or not at all, or more', () => {
    const other = actual
      .slice(0, 6)
      .map((said, at) => (at === 2 ? { ...said, message: 'invalid use' } : said));
    const more: SaidDiagnostic = {
      severity: 'error',
      message: 'more',
      place: { file: 'a.c', line: 1, column: 1 },
    };
    const compared = compareDiagnostics(unit!.diagnostics, [...other, more]);
    expect(compared.posted.map(({ outcome }) => outcome)).toEqual([
      'moved',
      'moved',
      'moved',
      'wording',
      'moved',
      'moved',
      'moved',
      'missing',
      'missing',
    ]);
    expect(compared.extra).toEqual([more]);
    expect(compared.sentence).toContain('5 of 8 errors and 1 of 1 note reproduced; 1 more here');
  });
});

describe('hostile logs', () => {
  test('above the bound it is refused', () => {
    expect(() => readLog('x'.repeat(4_000_001))).toThrow(LogTooLargeError);
  });

  test.each([
    ['escapes without end', '\u001b]8;;'.repeat(400_000)],
    ['colours without end', '\u001b['.repeat(400_000)],
    ['one line of blanks', ' '.repeat(2_000_000)],
    ['a million line breaks', '\n'.repeat(2_000_000)],
    ['quotes of quotes', '> '.repeat(1_000_000)],
    ['colons', 'a:'.repeat(1_000_000)],
    ['numbers', 'a:1:1:'.repeat(500_000)],
    ['compilers', 'gcc -c a.c '.repeat(200_000)],
    ['commands', 'gcc -c a.c -o a.o\n'.repeat(100_000)],
    ['continued lines', 'gcc \\\n'.repeat(100_000)],
    ['open quotes', `gcc -c a.c ${'"'.repeat(500_001)}`],
    ['includes', 'In file included from a.h:1,\n'.repeat(80_000)],
    ['diagnostics', 'a.c:1:1: error: x\n'.repeat(100_000)],
    ['files', Array.from({ length: 60_000 }, (_, n) => `f${n}.c:1:1: error: x`).join('\n')],
    ['margins', `a.c:1:1: error: x\n${' 1 | x\n'.repeat(100_000)}`],
    ['wrapped words', `a.c:1:1: error: ${'x '.repeat(20)}\n`.repeat(30_000)],
    ['tabs and dates', '\t\t2026-03-26T'.repeat(200_000)],
    ['slashes', `${'a/'.repeat(30_000)}\n`.repeat(20)],
    ['dashes', `${'a-'.repeat(30_000)}\n`.repeat(20)],
    ['dots', `${'a.'.repeat(30_000)}\n`.repeat(20)],
    ['words before a compiler', `${'make '.repeat(12_000)}gcc\n`.repeat(20)],
  ])(
    '%s end in bounded time',
    (_, log) => {
      expect(readLog(log).units.length).toBeLessThanOrEqual(2_000);
    },
    15_000,
  );
});
