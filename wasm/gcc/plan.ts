/**
 * Everything that decides what comes out, as data: its digests name the folders and the stamps, so a finished
 * product is found again and a changed recipe is built anew. Nothing here runs anything.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildMachinePackages, libraries, toolPackages } from './packages.ts';
import { type GccVersion, tripletOf } from './versions/index.ts';

/** Counts changes to the steps themselves that change their result. */
const stepsRevision = 1;

export const portDirectory = join(dirname(fileURLToPath(import.meta.url)), 'port');

/**
 * What configure need not find out again, for x86-64. Not part of any digest: with or without it the result is the
 * same.
 */
export const answersFile = join(dirname(fileURLToPath(import.meta.url)), 'answers.site');

/** Bytes. */
const MiB = 1024 * 1024;

/** wasm features that every browser and Node this project runs in has had for years. */
export const wasmFeatures = ['-mbulk-memory', '-msign-ext', '-mnontrapping-fptoint'];

/** wasi-libc's stand-ins for what WASI leaves out. */
export const emulated = ['SIGNAL', 'MMAN', 'PROCESS_CLOCKS', 'GETPID'];

export const compileFlags = ['-O2', '-w', '-fdata-sections'];

/** Of the programs that GCC builds to generate its own sources: they run once, so they need not be fast. */
export const buildFlags = ['-O1', '-w'];

/** A stack below the data, so that an overflow traps instead of overwriting it. */
export const memoryFlags = [
  `-Wl,-z,stack-size=${16 * MiB}`,
  '-Wl,--stack-first',
  `-Wl,--initial-memory=${64 * MiB}`,
  `-Wl,--max-memory=${4096 * MiB}`,
];

/** Functions of the C library, of WASI and of libiberty that port/ puts its own in place of. */
export const wrapped = [
  'realpath',
  'open',
  '__wasilibc_open_nomode',
  'stat',
  'fstat',
  '__wasi_fd_fdstat_get',
  'physmem_total',
  'physmem_available',
];

/** Port sources linked into every module; `lite.c` only into the syntax-only one. */
export const portSources = [
  'stubs.c',
  'checksum.c',
  'directories.c',
  'fdstat.c',
  'memory.c',
  'reads.c',
  'realpath.c',
  'start.c',
];

/** What the configure scripts would find out wrongly: mmap is an emulation that cannot do what GCC's collector asks. */
export const configureAnswers: Record<string, string> = {
  ac_cv_header_sys_mman_h: 'no',
  ac_cv_func_mmap: 'no',
  gcc_cv_func_mmap_file: 'no',
  gcc_cv_func_mmap_anon: 'no',
  gcc_cv_func_mmap_dev_zero: 'no',
};

/** As Debian configures its native compilers, without what only compiling and linking programs needs. */
export function configureArguments(recipe: GccVersion): string[] {
  const without = [
    ...['shared', 'bootstrap', 'nls', 'lto', 'plugin', 'multilib', 'werror', 'gcov', 'libcc1', 'libssp'],
    ...['libquadmath', 'libgomp', 'libatomic', 'libsanitizer', 'libvtv', 'libitm', 'libstdcxx'],
  ];
  return [
    '--build=x86_64-linux-gnu',
    '--host=wasm32-wasi',
    `--target=${tripletOf(recipe)}`,
    '--prefix=/usr',
    '--libexecdir=/usr/lib',
    // Without a sysroot a cross compiler has no default include directories.
    '--with-sysroot=/',
    '--enable-languages=c',
    ...without.map((feature) => `--disable-${feature}`),
    '--without-isl',
    '--without-zstd',
    // port/include/zlib.h stands in for it.
    '--with-system-zlib',
    '--enable-checking=release',
    '--enable-default-pie',
    '--enable-multiarch',
    '--enable-linker-build-id',
    '--enable-gnu-unique-object',
    ...(recipe.target?.configureArguments ?? [
      '--with-arch-32=i686',
      '--with-abi=m64',
      '--with-tune=generic',
    ]),
    '--with-gcc-major-version-only',
    ...recipe.configureArguments,
  ];
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

/** Path and text of the files below a folder of port/. */
function texts(directory: string): [string, string][] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [relative(portDirectory, file), readFileSync(file, 'utf8')]);
}

export interface Plan {
  recipe: GccVersion;
  /** Of the unpacked tools. */
  toolsKey: string;
  /** Of the compiled gmp, mpfr and mpc, which all versions share. */
  librariesKey: string;
  /** Of everything that goes into an object file: names the build folder. */
  buildKey: string;
  /** Of everything that goes into a module: names the product folder. */
  productKey: string;
}

export function planOf(recipe: GccVersion): Plan {
  const toolsKey = digest([stepsRevision, toolPackages, buildMachinePackages, wasmFeatures, emulated]);
  const portIncludes = texts(join(portDirectory, 'include'));
  const librariesKey = digest([
    toolsKey,
    libraries,
    configureAnswers,
    compileFlags,
    buildFlags,
    portIncludes,
  ]);
  const { lite, slowest: _, ...compiled } = recipe;
  const buildKey = digest([
    toolsKey,
    libraries,
    compiled,
    configureArguments(recipe),
    configureAnswers,
    compileFlags,
    buildFlags,
    portIncludes,
  ]);
  const productKey = digest([buildKey, lite, memoryFlags, wrapped, portSources, texts(portDirectory)]);
  return { recipe, toolsKey, librariesKey, buildKey, productKey };
}
