/** The repros everything starts from, the same for the page and the command line. */
import { describe, expect, test } from 'vitest';
import { bestToolchain, type Catalogue, consumerRepro, ownFilesRepro } from '../../../src/headers/index.ts';

const hash = 'a'.repeat(64);
const snapshot = (id: string, family: 'linux' | 'glibc') => ({
  ...{ id, title: id, family, treeHash: hash, files: 1, bytes: 1, packages: [] },
  pack: { url: 'x', size: 1, sha256: hash },
});
const consumer = {
  ...{ id: 'set/a.c', set: 'set', title: 'a.c', file: '/src/a.c', directory: '/src' },
  ...{ command: 'gcc -c a.c', clangCommand: 'clang -c a.c', headers: ['glibc-1', 'linux-1'] },
  ...{ timeline: ['linux-1', 'linux-2'], toolchains: ['gcc-8', 'clang-22'] },
};
const catalogue: Catalogue = {
  format: 1,
  snapshots: [snapshot('glibc-1', 'glibc'), snapshot('linux-1', 'linux'), snapshot('linux-2', 'linux')],
  consumers: [consumer],
};

describe.each([
  { ready: ['gcc-8', 'clang-22'], best: 'gcc-8', command: 'gcc -c a.c' },
  { ready: ['clang-22'], best: 'clang-22', command: 'clang -c a.c' },
  { ready: [], best: 'gcc-8', command: 'gcc -c a.c' },
])('with $ready ready', ({ ready, best, command }) => {
  const toolchains = ['gcc-8', 'clang-22'].map((id) => ({
    id,
    state: ready.includes(id) ? 'ready' : 'building',
  }));

  test('a consumer starts with the best it can have, and that one’s command', () => {
    const repro = consumerRepro(consumer, bestToolchain(consumer, toolchains));
    expect(repro).toMatchObject({
      toolchain: { id: best },
      command,
      headers: [{ id: 'glibc-1' }, { id: 'linux-1' }],
    });
  });
});

test('files of one’s own start against the newest libc and kernel, the first C file compiled', () => {
  const files = [
    { name: 'a.h', text: '' },
    { name: 'b.c', text: 'int b;\n' },
  ];
  expect(ownFilesRepro(catalogue, 'gcc-8', files)).toMatchObject({
    title: 'b.c',
    headers: [{ id: 'glibc-1' }, { id: 'linux-2' }],
    command: 'gcc -Wall -Wextra -O2 -c b.c',
    consumer: { files: [{ path: '/home/reader/a.h' }, { path: '/home/reader/b.c' }] },
  });
});
