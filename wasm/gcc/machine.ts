/** Whether this machine can run the recipe at all, asked before anything is fetched. */
import { cacheDir } from '../../src/setup/index.ts';
import { BuildFailed } from './command.ts';

/** What the tools' packages were linked against. */
const neededLibc = [2, 36] as const;

function libcVersion(): string | undefined {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}

/** @throws {BuildFailed} with what to do about it. */
export function checkMachine(): void {
  const instead = 'Build it once on such a machine and copy the folder UNDECLARED_CACHE names.';
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new BuildFailed(
      `GCC is built with Debian’s programs for Linux on x86-64; this is ${process.platform} on ${process.arch}. ${instead}`,
    );
  }
  const libc = libcVersion();
  const [major = 0, minor = 0] = libc?.split('.').map(Number) ?? [];
  if (libc === undefined || major < neededLibc[0] || (major === neededLibc[0] && minor < neededLibc[1])) {
    throw new BuildFailed(
      `GCC is built with programs that need glibc ${neededLibc.join('.')} (Debian 12, Ubuntu 23.04 or newer); this system has ${libc ?? 'another C library'}. ${instead}`,
    );
  }
  if (/[^\w./+@%,-]/.test(cacheDir())) {
    throw new BuildFailed(
      `GCC’s makefiles cannot work in ${cacheDir()}: set UNDECLARED_CACHE to a folder without blanks or quotes in its name.`,
    );
  }
}
