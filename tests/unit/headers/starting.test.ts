/** The repros everything starts from: the page and the command line must make the same ones. */
import { describe, expect, test } from 'vitest';
import { ownRepro, reproOf } from '../../../src/app/state/defaults.ts';
import type { ToolchainState } from '../../../src/compiler/index.ts';
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
const files = [{ name: 'b.c', text: 'int b;\n' }];

describe.each([{ ready: ['gcc-8', 'clang-22'] }, { ready: ['clang-22'] }, { ready: [] }])(
  'with $ready ready',
  ({ ready }) => {
    const toolchains = ['gcc-8', 'clang-22'].map(
      (id): ToolchainState => ({ id, title: id, state: ready.includes(id) ? 'ready' : 'building' }),
    );

    test('a consumer starts alike', () => {
      expect(consumerRepro(consumer, bestToolchain(consumer, toolchains))).toEqual(
        reproOf(consumer, toolchains),
      );
    });

    test('own files start alike', () => {
      expect(ownFilesRepro(catalogue, bestToolchain(undefined, toolchains), files)).toEqual(
        ownRepro(catalogue, toolchains, files),
      );
    });
  },
);
