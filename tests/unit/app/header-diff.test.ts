import { describe, expect, test } from 'vitest';
import { Provenance } from '../../../src/app/state/provenance.ts';
import { fileDiff, headerDiffs } from '../../../src/app/verdict/headerDiff.ts';
import type { Snapshot } from '../../../src/headers/index.ts';

const trees: Record<string, Record<string, string>> = {
  old: { '/usr/include/linux/vfio.h': 'a\nb\nc\n', '/usr/include/linux/same.h': 'same\n' },
  new: { '/usr/include/linux/vfio.h': 'a\nc\n', '/usr/include/linux/same.h': 'same\n' },
  libc: { '/usr/include/stdio.h': 's\n' },
  project: { '/q/linux-headers/linux/vfio.h': 'own copy\n', '/q/hw.h': 'h\n' },
};
const snapshot = (id: string, family: Snapshot['family'], more: Partial<Snapshot> = {}) =>
  ({ id, family, title: id, packages: [], ...more }) as Snapshot;
const libc = snapshot('libc', 'glibc');
const older = snapshot('old', 'linux');
const newer = snapshot('new', 'linux');
const project = snapshot('project', 'project', {
  kernelCopies: [{ from: '/usr/include/linux', to: '/q/linux-headers/linux' }],
});

const reads: string[] = [];
const provenance = new Provenance({
  listFiles: async ({ headers }) => headers.flatMap((id) => Object.keys(trees[id]!)),
  readFile: async ({ headers: ids }, path) => {
    reads.push(path);
    const kernel = ids.find((id) => id === 'old' || id === 'new')!;
    const copied = path.replace('/q/linux-headers', '/usr/include');
    const text = trees[kernel]![copied] ?? ids.map((id) => trees[id]![path]).findLast(Boolean);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  },
});

describe('Where a header comes from', () => {
  test('is the topmost snapshot that has it', async () => {
    expect(await provenance.owner([libc, older], '/usr/include/linux/vfio.h')).toMatchObject({ from: older });
    expect(await provenance.owner([libc, older], '/usr/include/stdio.h')).toMatchObject({ from: libc });
  });
  test('is the kernel stop for a project’s copy of the kernel’s headers', async () => {
    const owner = await provenance.owner([libc, older, project], '/q/linux-headers/linux/vfio.h');
    expect(owner).toEqual({ from: older, copyIn: project, original: '/usr/include/linux/vfio.h' });
  });
  test('is unknown for a file the stack does not have', async () => {
    expect(await provenance.owner([libc], '/nowhere.h')).toMatchObject({
      from: undefined,
      copyIn: undefined,
    });
  });
});

describe('What differs between two stops', () => {
  const read = [
    '/usr/include/stdio.h',
    '/usr/include/linux/vfio.h',
    '/q/linux-headers/linux/vfio.h',
    '/q/hw.h',
  ];

  test('is found in the kernel’s own files and in the project’s copies, and only there', async () => {
    reads.length = 0;
    const found = [];
    for await (const diff of headerDiffs(provenance, [libc, older, project], [libc, newer, project], read)) {
      found.push(diff.path);
    }
    expect(found).toEqual(['/q/linux-headers/linux/vfio.h', '/usr/include/linux/vfio.h']);
    expect(reads).not.toContain('/usr/include/stdio.h');
  });
  test('is told as hunks with the lines that went and came', async () => {
    const diff = await fileDiff('/x.h', 'a\nb\nc\n', 'a\nB\nc\n');
    expect(diff).toMatchObject({ added: 1, removed: 1, only: undefined });
    expect(diff.lines?.map(({ kind }) => kind)).toEqual(['hunk', 'same', 'removed', 'added', 'same']);
  });
  test('names files that only one of the two has', async () => {
    expect(await fileDiff('/x.h', undefined, 'a\n')).toMatchObject({ only: 'after', added: 1 });
    expect(await fileDiff('/x.h', 'a\n', undefined)).toMatchObject({ only: 'before', removed: 1 });
  });
});
