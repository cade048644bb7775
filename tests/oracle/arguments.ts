/** What a WASI compiler was called with, for its native counterpart that was configured a little differently. */

/** Words that take the next one with them. */
function without(args: readonly string[], pairs: readonly string[], single: RegExp): string[] {
  const kept: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index]!;
    if (pairs.includes(word)) index++;
    else if (!single.test(word)) kept.push(word);
  }
  return kept;
}

const colour = /^-f(no-)?(diagnostics-color|color-diagnostics)/;

/**
 * For Debian's cc1 of GCC 8.3 for riscv64: the same words, but for those of x86, and told where the headers are and
 * to see them as x86-64 does.
 */
export function forNativeGcc83(argv: readonly string[]): string[] {
  return [
    ...without(
      argv.slice(1),
      ['-imultiarch', '-imultilib'],
      new RegExp(`${colour.source}|^-m(arch|tune)=|^-m64$`),
    ),
    '-march=rv64gc',
    '-mabi=lp64d',
    '-D__x86_64__',
    '-U__riscv',
    '-nostdinc',
    ...[
      '/usr/lib/gcc/x86_64-linux-gnu/8/include',
      '/usr/lib/gcc/x86_64-linux-gnu/8/include-fixed',
      '/usr/include/x86_64-linux-gnu',
      '/usr/include',
    ].flatMap((directory) => ['-isystem', directory]),
  ];
}

/** For a native GCC of another version, whose own headers are in the tree's place for GCC 8's. */
export function forNativeGcc(argv: readonly string[], version: string): string[] {
  return [
    ...without(argv.slice(1), ['-imultilib', '-auxbase'], colour),
    '-nostdinc',
    ...[
      `/usr/lib/gcc/x86_64-linux-gnu/${version}/include`,
      '/usr/include/x86_64-linux-gnu',
      '/usr/include',
    ].flatMap((directory) => ['-isystem', directory]),
  ];
}

/** For a native Clang with its own resource headers at `resourceDirectory`. */
export function forNativeClang(argv: readonly string[], resourceDirectory: string): string[] {
  const words = without(
    argv.slice(1),
    ['-resource-dir', '-Xclang'],
    new RegExp(`${colour.source}|^--sysroot=$`),
  );
  return ['-resource-dir', resourceDirectory, ...words];
}
