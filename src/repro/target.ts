/**
 * Targets: the machine a compile is for, as Debian's multiarch triplet. A toolchain or a command line says which, and
 * it chooses which headers of a stop the compile sees.
 */

export interface Target {
  /** `powerpc64le-linux-gnu`. */
  triplet: string;
  /** What people call the processor: "powerpc64le". */
  name: string;
  /** For people: "POWER, 64-bit little endian". */
  title: string;
}

export const DEFAULT_TARGET = 'x86_64-linux-gnu';

/** Targets there are header snapshots for; the first is that of the snapshots themselves. */
export const TARGETS: readonly Target[] = [
  { triplet: DEFAULT_TARGET, name: 'x86-64', title: '64-bit little endian' },
  { triplet: 'powerpc64le-linux-gnu', name: 'powerpc64le', title: 'POWER, 64-bit little endian' },
  { triplet: 'aarch64-linux-gnu', name: 'aarch64', title: 'Arm, 64-bit little endian' },
  { triplet: 'i386-linux-gnu', name: 'i386', title: 'x86, 32-bit little endian' },
  { triplet: 's390x-linux-gnu', name: 's390x', title: 'IBM Z, 64-bit big endian' },
];

/** Other names of the processors, as GCC and Clang take them. */
const PROCESSORS: Record<string, string> = {
  amd64: 'x86_64',
  ppc64le: 'powerpc64le',
  arm64: 'aarch64',
  i486: 'i386',
  i586: 'i386',
  i686: 'i386',
  systemz: 's390x',
};

/**
 * The triplet of a target as a compiler takes it: `ppc64le-unknown-linux-gnu` is `powerpc64le-linux-gnu`. One there
 * are no headers for comes back as it is.
 */
export function tripletOf(target: string): string {
  const [processor = '', ...rest] = target.split('-');
  const system = rest.filter((part) => !/^(?:unknown|pc|none|ibm|redhat|suse)$/.test(part)).join('-');
  return system === 'linux-gnu' || system === 'linux'
    ? `${PROCESSORS[processor] ?? processor}-linux-gnu`
    : target;
}

/** The target a toolchain is built for, by its id: `gcc-12.2.0-powerpc64le-linux-gnu`. */
export function toolchainTarget(toolchain: string): string {
  return TARGETS.find(({ triplet }) => toolchain.endsWith(`-${triplet}`))?.triplet ?? DEFAULT_TARGET;
}
