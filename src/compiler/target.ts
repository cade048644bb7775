/** Which machine a compile is for: what decides which headers of a stop it sees. */
import { CommandLineError, DEFAULT_TARGET, toolchainTarget, tripletOf } from '../repro/index.ts';
import { findInvocation, type Invocation } from './driver/invocation.ts';

/** `powerpc64le-linux-gnu` of `/usr/bin/powerpc64le-linux-gnu-gcc-12`; what begins with no processor is no target. */
const PREFIX =
  /^(?:.*\/)?((?:x86_64|i[3-6]86|powerpc|ppc|aarch64|arm|riscv|s390|mips|sparc|loongarch|alpha|m68k|hppa|sh)[a-z0-9_]*(?:-[a-z0-9_]+)+)-(?:gcc|cc|clang)(?:-\d+(?:\.\d+)*)?$/;

/**
 * The target Clang is asked for, as it stands on the line: by `--target`, or by the name it is called by. Nothing
 * where the line does not say.
 */
export function askedOfClang({
  compiler,
  words,
}: Pick<Invocation, 'compiler' | 'words'>): string | undefined {
  const at = words.findLastIndex((word) => word === '-target' || word.startsWith('--target='));
  if (at === -1) return PREFIX.exec(compiler)?.[1];
  return words[at] === '-target' ? words[at + 1] : words[at]!.slice('--target='.length);
}

/** `-m32` and `-m64` change between the two targets of one kind of processor. */
function withWidth(target: string, words: readonly string[]): string {
  const width = words.findLast((word) => word === '-m32' || word === '-m64');
  if (width === '-m32' && target === DEFAULT_TARGET) return 'i386-linux-gnu';
  if (width === '-m64' && target === 'i386-linux-gnu') return DEFAULT_TARGET;
  return target;
}

/**
 * The triplet a compile is for. What its command line asks for counts, else what the toolchain (by its id) is built
 * for. A line that runs no compiler is for the toolchain's own.
 */
export function targetOf({ toolchain, command }: { toolchain: string; command: string }): string {
  const own = toolchainTarget(toolchain);
  try {
    const invocation = findInvocation(command, '/');
    const asked = toolchain.startsWith('clang') ? askedOfClang(invocation) : undefined;
    return withWidth(asked === undefined ? own : tripletOf(asked), invocation.words);
  } catch (error) {
    if (error instanceof CommandLineError) return own;
    throw error;
  }
}
