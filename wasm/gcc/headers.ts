/**
 * The compiler's own headers (stddef.h, stdarg.h, limits.h, the intrinsics), laid out where an installed GCC has
 * them. GCC's Makefile names them; they are put together here rather than by its install rule, which would look at
 * this machine's own headers on the way.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BuildFailed } from './command.ts';
import type { MakeVariables } from './compile.ts';
import { type GccVersion, tripletOf } from './versions/index.ts';

export function headersDirectory(recipe: GccVersion): string {
  return `usr/lib/gcc/${tripletOf(recipe)}/${recipe.headersVersion}`;
}

/** Headers whose installed name is not their source's: <stdint.h> defers to the C library's in hosted compiles. */
const renamed: Record<string, string> = {
  'gcc/ginclude/stdint-gcc.h': 'stdint-gcc.h',
  'gcc/ginclude/stdint-wrap.h': 'stdint.h',
  'libgcc/unwind-generic.h': 'unwind.h',
};
/** Other machines that have it name it among their headers. */
const renamedForX86 = { 'gcc/config/i386/pmm_malloc.h': 'mm_malloc.h' };

/** limits.h in three parts: before, the limits themselves, and after the C library's own was included. */
const limits = ['gcc/limitx.h', 'gcc/glimits.h', 'gcc/limity.h'];

/**
 * @param source the top of GCC's source.
 * @param root becomes the top of the tree.
 */
export function layOutHeaders(recipe: GccVersion, source: string, make: MakeVariables, root: string): void {
  const directory = join(root, headersDirectory(recipe));
  const include = join(directory, 'include');
  // GCC 11 and later have it all in one folder.
  const fixed = Number(recipe.headersVersion) < 11 ? join(directory, 'include-fixed') : include;
  rmSync(root, { recursive: true, force: true });
  mkdirSync(include, { recursive: true });
  mkdirSync(fixed, { recursive: true });
  for (const file of make.userHeaders) {
    // Relative names are generated in the build folder; `renamed` has them.
    if (file.includes('/')) copyFileSync(file, join(include, basename(file)));
  }
  for (const [from, name] of Object.entries({ ...renamed, ...(recipe.target ? {} : renamedForX86) })) {
    const file = join(source, from);
    if (!existsSync(file)) throw new BuildFailed(`GCC's source has no ${from}.`);
    copyFileSync(file, join(include, name));
  }
  writeFileSync(
    join(fixed, 'limits.h'),
    Buffer.concat(limits.map((part) => readFileSync(join(source, part)))),
  );
  copyFileSync(join(source, 'gcc/gsyslimits.h'), join(fixed, 'syslimits.h'));
}

/** Which texts of the source become which files of `licences/`. */
const licences: Record<string, string> = {
  'gcc/COPYING3': 'gcc-GPL-3.txt',
  'gcc/COPYING.RUNTIME': 'gcc-runtime-exception.txt',
  'gmp/COPYING.LESSERv3': 'gmp-mpfr-mpc-LGPL-3.txt',
  'gmp/COPYINGv2': 'gmp-GPL-2.txt',
};

/**
 * @param sources the folder of a source by its name in `licences`.
 * @param toolRoot where the C and C++ libraries that are linked in were unpacked.
 */
export function layOutLicences(
  sources: Record<'gcc' | 'gmp', string>,
  toolRoot: string,
  directory: string,
): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const [from, name] of Object.entries(licences)) {
    const [source, file] = from.split('/') as ['gcc' | 'gmp', string];
    copyFileSync(join(sources[source], file), join(directory, name));
  }
  for (const library of [
    'wasi-libc',
    'libc++-19-dev-wasm32',
    'libc++abi-19-dev-wasm32',
    'libclang-rt-19-dev-wasm32',
  ]) {
    const file = join(toolRoot, 'usr/share/doc', library, 'copyright');
    if (existsSync(file)) copyFileSync(file, join(directory, `${library}.txt`));
  }
}
