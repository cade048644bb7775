import { describe, expect, it } from 'vitest';
import {
  type Catalogue,
  layStack,
  replaceInStack,
  type Snapshot,
  SnapshotUnavailable,
} from '../../../src/headers/index.ts';
import { textOf, treeOf } from './grammar.ts';

function snapshot(id: string, family: Snapshot['family'], more: Partial<Snapshot> = {}): Snapshot {
  const hash = '0'.repeat(64);
  const pack = { url: id, size: 0, sha256: hash };
  return { id, title: id, family, treeHash: hash, files: 0, bytes: 0, packages: [], pack, ...more };
}

const catalogue: Catalogue = {
  format: 1,
  consumers: [],
  snapshots: [
    snapshot('glibc-1', 'glibc'),
    snapshot('glibc-2', 'glibc'),
    snapshot('linux-1', 'linux'),
    snapshot('linux-2', 'linux'),
    snapshot('demo-original', 'demo'),
    snapshot('project', 'project', {
      kernelCopies: [
        { from: '/usr/include/linux/vfio.h', to: '/src/linux-headers/linux/vfio.h' },
        { from: '/usr/include/asm-generic', to: '/src/linux-headers/asm-generic' },
      ],
    }),
  ],
};

const trees = new Map([
  ['glibc-1', treeOf({ '/usr/include/stdio.h': 'libc\n', '/usr/include/linux/vfio.h': 'from libc\n' })],
  [
    'linux-2',
    treeOf({
      '/usr/include/linux/vfio.h': 'kernel 2\n',
      '/usr/include/linux/virtio.h': 'kernel 2 virtio\n',
      '/usr/include/asm-generic/a.h': 'kernel 2 a\n',
      '/usr/include/asm-generic/new.h': 'kernel 2 new\n',
    }),
  ],
  [
    'project',
    treeOf({
      '/src/main.c': 'int main;\n',
      '/src/linux-headers/linux/vfio.h': 'old copy\n',
      '/src/linux-headers/linux/virtio.h': 'written by the project\n',
      '/src/linux-headers/asm-generic/a.h': 'old copy\n',
      '/src/linux-headers/asm-generic/gone.h': 'old copy\n',
    }),
  ],
]);

describe('a header stack', () => {
  const laid = layStack(catalogue, ['glibc-1', 'linux-2', 'project'], trees, [
    { path: '/src/main.c', text: 'int mine; // é\n' },
  ]);

  it('lays later snapshots over earlier ones', () => {
    expect(textOf(laid, '/usr/include/stdio.h')).toBe('libc\n');
    expect(textOf(laid, '/usr/include/linux/vfio.h')).toBe('kernel 2\n');
  });

  it("fills a project's copy of the kernel's headers from the kernel of the stack", () => {
    expect(textOf(laid, '/src/linux-headers/linux/vfio.h')).toBe('kernel 2\n');
    expect(textOf(laid, '/src/linux-headers/asm-generic/a.h')).toBe('kernel 2 a\n');
  });

  it('leaves what the kernel does not have and what the project writes itself', () => {
    expect(textOf(laid, '/src/linux-headers/asm-generic/gone.h')).toBe('old copy\n');
    expect(textOf(laid, '/src/linux-headers/linux/virtio.h')).toBe('written by the project\n');
    expect(laid.has('/src/linux-headers/asm-generic/new.h')).toBe(false);
  });

  it("lays the reader's files over everything", () => {
    expect(textOf(laid, '/src/main.c')).toBe('int mine; // é\n');
  });

  it('keeps its own copy where the stack has no kernel', () => {
    const alone = layStack(catalogue, ['project'], trees);
    expect(textOf(alone, '/src/linux-headers/linux/vfio.h')).toBe('old copy\n');
  });

  it('needs every tree and every id', () => {
    expect(() => layStack(catalogue, ['linux-1'], trees)).toThrow(TypeError);
    expect(() => layStack(catalogue, ['nobody'], trees)).toThrow(SnapshotUnavailable);
  });
});

describe('a stop of the timeline', () => {
  it('takes the place of its kind', () => {
    const stack = ['glibc-1', 'linux-1', 'project'];
    expect(replaceInStack(catalogue, stack, 'linux-2')).toEqual(['glibc-1', 'linux-2', 'project']);
    expect(replaceInStack(catalogue, stack, 'glibc-2')).toEqual(['glibc-2', 'linux-1', 'project']);
    expect(replaceInStack(catalogue, stack, 'demo-original')).toEqual([
      'glibc-1',
      'demo-original',
      'project',
    ]);
  });

  it('is put where its kind belongs when there was none', () => {
    expect(replaceInStack(catalogue, ['glibc-1', 'project'], 'linux-2')).toEqual([
      'glibc-1',
      'linux-2',
      'project',
    ]);
    expect(replaceInStack(catalogue, ['linux-1'], 'glibc-2')).toEqual(['glibc-2', 'linux-1']);
    expect(replaceInStack(catalogue, [], 'linux-2')).toEqual(['linux-2']);
  });
});
