import { describe, expect, test } from 'vitest';
import { includeOn, includeTarget } from '../../../src/app/consumer/includes.ts';
import { IntakeError, MAX_FILE, readSource } from '../../../src/app/consumer/intake.ts';
import { markersFor } from '../../../src/app/consumer/markers.ts';
import { freeName, nameProblem } from '../../../src/app/consumer/paths.ts';
import { resolvePath } from '../../../src/repro/index.ts';

describe('Paths the compiler prints', () => {
  test('are resolved from the working directory', () => {
    expect(resolvePath('/q/build/x', '../../hw/vfio/pci-quirks.c')).toBe('/q/hw/vfio/pci-quirks.c');
    expect(resolvePath('/q', '/usr/include/./stdio.h')).toBe('/usr/include/stdio.h');
    expect(resolvePath('/q', '../../../../etc/passwd')).toBe('/etc/passwd');
  });
});

describe('File names', () => {
  test.each(['a.c', 'my-header.h', 'sub/dir/x.h', 'A.C'])('%s is good', (name) => {
    expect(nameProblem(name, [])).toBeUndefined();
  });
  test.each(['', 'a', 'a.txt', '../a.c', '/a.c', '.c', 'a b.c', 'a\u202e.c', 'a\n.c'])(
    '%j is not',
    (name) => {
      expect(nameProblem(name, [])).toBeDefined();
    },
  );
  test('taken twice are told apart', () => {
    expect(nameProblem('a.c', ['a.c'])).toBeDefined();
    expect(freeName('a.c', ['a.c', 'a-2.c'])).toBe('a-3.c');
  });
  test('of any file become good ones', () => {
    for (const name of ['../../etc/passwd', 'C:\\x\\y z.h', '.c', 'ä ö.c', '\u202ecod.c', 'x'.repeat(500)]) {
      expect(nameProblem(freeName(name, []), [])).toBeUndefined();
    }
  });
});

describe('Files that come in', () => {
  test('of C are read', async () => {
    expect(await readSource(new File(['int ä;'], 'a.c'))).toBe('int ä;');
  });
  test('in Latin-1 are read too', async () => {
    expect(await readSource(new File([new Uint8Array([0x2f, 0x2f, 0xe4])], 'a.c'))).toBe('//ä');
  });
  test.each([
    ['binary', new File([new Uint8Array([1, 0, 2])], 'photo.c')],
    ['too large', new File(['x'.repeat(MAX_FILE + 1)], 'big.c')],
    ['of another kind', new File(['x'], 'photo.png')],
  ])('that are %s are refused by name', async (_, file) => {
    await expect(readSource(file)).rejects.toThrow(IntakeError);
    await expect(readSource(file)).rejects.toThrow(file.name);
  });
});

describe('#include', () => {
  const known = [
    '/q/hw/vfio/pci-quirks.c',
    '/q/include/hw/hw.h',
    '/usr/include/linux/vfio.h',
    '/q/hw/vfio/pci.h',
  ];
  test('in quotes means the file beside it first', () => {
    const include = includeOn('#include "pci.h"')!;
    expect(includeTarget(include, '/q/hw/vfio/pci-quirks.c', known)).toBe('/q/hw/vfio/pci.h');
  });
  test('in brackets means what the compile read', () => {
    const include = includeOn('  # include <linux/vfio.h> /* why */')!;
    expect(include.angled).toBe(true);
    expect(includeTarget(include, '/x.c', known)).toBe('/usr/include/linux/vfio.h');
  });
  test('of a file that was not read leads nowhere', () => {
    expect(includeTarget(includeOn('#include <fio.h>')!, '/x.c', known)).toBeUndefined();
  });
  test('is known where its name stands', () => {
    expect(includeOn('#include "a.h"')).toMatchObject({ start: 9, end: 14 });
    expect(includeOn('int include;')).toBeUndefined();
  });
});

describe('Squiggles', () => {
  const diagnostic = (line: number, column: number, endColumn?: number) => ({
    severity: 'error' as const,
    message: 'no',
    place: { file: '../a.c', line, column },
    ...(endColumn === undefined ? {} : { endColumn }),
    includedFrom: [],
    fixIts: [],
    notes: [],
    lines: { first: 0, last: 0 },
  });
  const lines = ['/* ä */ name = 1;', 'short'];
  const lineAt = (line: number) => lines[line - 1];

  test('cover what the compiler underlined, counted in the editor’s columns', () => {
    expect(markersFor([diagnostic(1, 10, 14)], '/q/b', '/q/a.c', lineAt)).toMatchObject([
      { line: 1, startColumn: 9, endColumn: 13 },
    ]);
  });
  test('cover the name where nothing was underlined', () => {
    expect(markersFor([diagnostic(1, 10)], '/q/b', '/q/a.c', lineAt)).toMatchObject([
      { startColumn: 9, endColumn: 13 },
    ]);
  });
  test('of other files, and of lines that are gone, are left out', () => {
    expect(markersFor([diagnostic(1, 1), diagnostic(9, 1)], '/q', '/q/a.c', lineAt)).toEqual([]);
    expect(markersFor([diagnostic(9, 1)], '/q/b', '/q/a.c', lineAt)).toEqual([]);
  });
});
