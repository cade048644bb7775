/**
 * What GCC's driver makes of a line's machine options, by what it is built for: config/i386, config/rs6000 and
 * config/aarch64 as Debian configures them.
 */

export interface Machine {
  /** Which folder of a library's variants is meant, where it is not the usual one. */
  multilib?: string;
  /** `x86_64-linux-gnu`. */
  multiarch: string;
  /** cc1's machine options. */
  options: string[];
}

type MachineOf = (written: readonly string[]) => Machine;

function any(words: readonly string[], pattern: RegExp): boolean {
  return words.some((word) => pattern.test(word));
}

const widths: Record<string, Omit<Machine, 'options'> & { arch: string }> = {
  '-m64': { multiarch: 'x86_64-linux-gnu', arch: 'x86-64' },
  '-m32': { multilib: '32', multiarch: 'i386-linux-gnu', arch: 'i686' },
  '-mx32': { multilib: 'x32', multiarch: 'x86_64-linux-gnux32', arch: 'x86-64' },
};

const x86: MachineOf = (written) => {
  const width = widths[written.findLast((word) => word in widths) ?? '-m64']!;
  const { arch, ...folders } = width;
  return {
    ...folders,
    options: [
      ...written,
      ...(any(written, /^-m(tune|cpu|arch)=/) ? [] : ['-mtune=generic']),
      ...(any(written, /^-march=/) ? [] : [`-march=${arch}`]),
    ],
  };
};

const power: MachineOf = (written) => ({
  ...(written.findLast((word) => /^-m(32|64)$/.test(word)) === '-m32'
    ? { multilib: '.', multiarch: 'powerpcle-linux-gnu' }
    : { multiarch: 'powerpc64le-linux-gnu' }),
  options: [...(any(written, /^-m(bss|secure)-plt$/) ? [] : ['-msecure-plt']), ...written],
});

const arm: MachineOf = (written) => ({
  multiarch: 'aarch64-linux-gnu',
  options: [
    ...written,
    ...(any(written, /^-m(little|big)-endian$/) ? [] : ['-mlittle-endian']),
    ...(any(written, /^-mabi=/) ? [] : ['-mabi=lp64']),
  ],
});

const machines: Record<string, MachineOf> = {
  'x86_64-linux-gnu': x86,
  'powerpc64le-linux-gnu': power,
  'aarch64-linux-gnu': arm,
};

/**
 * @param target the triplet the compiler is built for.
 * @param written the line's options that begin with `-m`, in its order.
 */
export function machineOf(target: string, written: readonly string[]): Machine {
  // The processor this runs on is nobody's business, and unknown: the usual one stands for it.
  const known = written.filter((word) => !/^-m(arch|tune|cpu)=native$/.test(word));
  return (machines[target] ?? x86)(known);
}
