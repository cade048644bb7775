/** The targets layouts are asked of. */
import { targetOf } from '../../compiler/index.ts';

export interface LayoutTarget {
  id: 'x86_64' | 'i386' | 's390x' | 'powerpc64le' | 'aarch64';
  /** For people. */
  title: string;
  triple: string;
  bits: 32 | 64;
  endian: 'little' | 'big';
}

export const LAYOUT_TARGETS: readonly LayoutTarget[] = [
  { id: 'x86_64', title: 'x86-64 · LP64', triple: 'x86_64-linux-gnu', bits: 64, endian: 'little' },
  { id: 'i386', title: 'i386 · ILP32 (-m32)', triple: 'i386-linux-gnu', bits: 32, endian: 'little' },
  { id: 's390x', title: 's390x · LP64, big endian', triple: 's390x-linux-gnu', bits: 64, endian: 'big' },
  {
    id: 'powerpc64le',
    title: 'powerpc64le · LP64',
    triple: 'powerpc64le-linux-gnu',
    bits: 64,
    endian: 'little',
  },
  { id: 'aarch64', title: 'aarch64 · LP64', triple: 'aarch64-linux-gnu', bits: 64, endian: 'little' },
];

export function layoutTarget(id: string): LayoutTarget | undefined {
  return LAYOUT_TARGETS.find((target) => target.id === id);
}

/** The target a compile is for; x86-64 where it is for one there are no headers of. */
export function layoutTargetOf(request: { toolchain: string; command: string }): LayoutTarget {
  const triplet = targetOf(request);
  return LAYOUT_TARGETS.find(({ triple }) => triple === triplet) ?? LAYOUT_TARGETS[0]!;
}
