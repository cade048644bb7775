/** The targets layouts are asked of. */

export interface LayoutTarget {
  id: 'x86_64' | 'i386' | 's390x';
  /** For people. */
  title: string;
  triple: string;
  bits: 32 | 64;
  endian: 'little' | 'big';
}

export const LAYOUT_TARGETS: readonly LayoutTarget[] = [
  { id: 'x86_64', title: 'x86-64 · LP64', triple: 'x86_64-linux-gnu', bits: 64, endian: 'little' },
  { id: 'i386', title: 'i386 · ILP32 (-m32)', triple: 'i386-linux-gnu', bits: 32, endian: 'little' },
  { id: 's390x', title: 's390x · big endian', triple: 's390x-linux-gnu', bits: 64, endian: 'big' },
];

export function layoutTarget(id: string): LayoutTarget | undefined {
  return LAYOUT_TARGETS.find((target) => target.id === id);
}
