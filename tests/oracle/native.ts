/**
 * Native compilers from Debian's packages, run on the very tree a WASI compile saw: the tree is laid on disk, the
 * compiler put beside it, and both entered as a root directory, so that every path is the same. Root is not needed
 * where the system allows user namespaces.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cacheFolder,
  fetchPackages,
  type PackageRef,
  resolveDependencies,
  unpackPackage,
} from '../../src/setup/index.ts';

export interface NativeRun {
  exitCode: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
  /** Wall time of the process, in ms. */
  milliseconds: number;
}

export interface NativeCompiler {
  title: string;
  /** Folder its packages are unpacked in. */
  folder: string;
  /** The program, relative to that folder. */
  program: string;
}

/** GCC 8.3's own cc1, built by Debian for another target: native code here, and the founding report's family. */
export const gcc83: PackageRef = {
  name: 'gcc-riscv64-unknown-elf',
  suite: 'bullseye',
  version: '8.3.0.2019.08+dfsg-1',
};
export const gcc12: PackageRef = { name: 'cpp-12', suite: 'bookworm' };
export const clang19: PackageRef = { name: 'clang-19', suite: 'bookworm' };

const programs: Record<string, string> = {
  'gcc-riscv64-unknown-elf': 'usr/lib/gcc/riscv64-unknown-elf/8.3.0/cc1',
  'cpp-12': 'usr/lib/gcc/x86_64-linux-gnu/12/cc1',
  'clang-19': 'usr/lib/llvm-19/bin/clang',
};

/**
 * Debian's compiler of the very version a recipe builds, or for Clang of the nearest, by the toolchain's id. For GCC
 * 8.3.1 there is none that is for x86-64.
 */
const sameVersion: Record<string, { ref: PackageRef; program: string }> = {
  'gcc-9.3.0': {
    ref: { name: 'cpp-9', suite: 'bullseye', version: '9.3.0-22' },
    program: 'usr/lib/gcc/x86_64-linux-gnu/9/cc1',
  },
  'gcc-10.2.1': {
    ref: { name: 'cpp-10', suite: 'bullseye', version: '10.2.1-6' },
    program: 'usr/lib/gcc/x86_64-linux-gnu/10/cc1',
  },
  'gcc-12.2.0': {
    ref: { name: 'cpp-12', suite: 'bookworm', version: '12.2.0-14+deb12u1' },
    program: 'usr/lib/gcc/x86_64-linux-gnu/12/cc1',
  },
  'gcc-12.2.0-powerpc64le-linux-gnu': {
    ref: { name: 'cpp-12-powerpc64le-linux-gnu', suite: 'bookworm', version: '12.2.0-14cross1' },
    program: 'usr/lib/gcc-cross/powerpc64le-linux-gnu/12/cc1',
  },
  'gcc-12.2.0-aarch64-linux-gnu': {
    ref: { name: 'cpp-12-aarch64-linux-gnu', suite: 'bookworm', version: '12.2.0-14cross1' },
    program: 'usr/lib/gcc-cross/aarch64-linux-gnu/12/cc1',
  },
  'gcc-14.2.0': {
    ref: { name: 'cpp-14-x86-64-linux-gnu', suite: 'trixie', version: '14.2.0-19' },
    program: 'usr/libexec/gcc/x86_64-linux-gnu/14/cc1',
  },
  'gcc-16.2.0': {
    ref: { name: 'cpp-16-x86-64-linux-gnu', suite: 'sid', version: '16.2.0-4' },
    program: 'usr/libexec/gcc/x86_64-linux-gnu/16/cc1',
  },
  // The page's is 22.1.0: between the two there are bug fixes only. One for all targets.
  ...Object.fromEntries(
    ['', '-powerpc64le-linux-gnu', '-aarch64-linux-gnu'].map((target) => [
      `clang-22${target}`,
      {
        ref: { name: 'clang-22', suite: 'sid' as const, version: '1:22.1.8-3' },
        program: 'usr/lib/llvm-22/bin/clang',
      },
    ]),
  ),
};

/**
 * The toolchains `nativeTwin` has a native one of, GCCs first, oldest first. Clang stands there once for each target
 * it is held to.
 */
export const nativeToolchains = Object.keys(sameVersion);

/**
 * Fetches and unpacks a program with all it is linked against.
 * @param program path in the package.
 * @throws {PackagesUnavailable}
 */
export async function debianProgram(ref: PackageRef, program: string): Promise<NativeCompiler> {
  // The locale gives ‘ ’ in messages, as it does for the WASI run.
  const wanted = [ref, { name: 'libc-bin', suite: ref.suite } as PackageRef];
  const folder = await cacheFolder('native', ref.name);
  for (const pkg of await fetchPackages(await resolveDependencies(wanted))) await unpackPackage(pkg, folder);
  return { title: `${ref.name} ${ref.version ?? ''}`.trim(), folder, program };
}

/** @throws {PackagesUnavailable} */
export async function nativeCompiler(ref: PackageRef): Promise<NativeCompiler> {
  return debianProgram(ref, programs[ref.name]!);
}

/**
 * The native compiler that is nearest to a toolchain: for a GCC of its version and package version.
 * @param id one of `nativeToolchains`.
 * @throws {PackagesUnavailable}
 */
export async function nativeTwin(id: string): Promise<NativeCompiler> {
  const { ref, program } = sameVersion[id]!;
  return debianProgram(ref, program);
}

/** Where the compiler stands inside the tree. */
const inside = '/.native';

/** The compiler's folder as seen from inside the tree. */
export function nativeHome(compiler: NativeCompiler): string {
  return join(inside, compiler.title.replaceAll(/[^a-z0-9.]+/g, '-'));
}

/** Puts the compiler into a tree laid out at `root`. Hard links where the file system allows. */
export function enterTree(compiler: NativeCompiler, root: string): void {
  const target = join(root, nativeHome(compiler));
  if (existsSync(target)) return;
  mkdirSync(join(root, inside), { recursive: true });
  const linked = spawnSync('cp', ['-al', compiler.folder, target]);
  if (linked.status !== 0) spawnSync('cp', ['-a', compiler.folder, target]);
}

/** Where shared libraries are among unpacked packages, old and new layout. */
const libraryFolders = [
  'lib/x86_64-linux-gnu',
  'usr/lib/x86_64-linux-gnu',
  'usr/lib/llvm-19/lib',
  'usr/lib/llvm-22/lib',
  'lib64',
  'lib',
];

/** Not the link in lib64, which is absolute and would lead out of the compiler's folder. */
function loaderOf(folder: string): string {
  for (const library of libraryFolders.slice(0, 2).filter((name) => existsSync(join(folder, name)))) {
    const named = readdirSync(join(folder, library), { withFileTypes: true }).find(
      (entry) => entry.isFile() && /^ld-.*\.so/.test(entry.name),
    );
    if (named) return join(library, named.name);
  }
  throw new Error(`No dynamic loader among the packages in ${folder}`);
}

/** A program that needs no tree, run where it was unpacked. */
export function runProgram({ folder, program }: NativeCompiler, args: string[]) {
  const libraries = libraryFolders.map((path) => join(folder, path)).join(':');
  const words = ['--library-path', libraries, join(folder, program), ...args];
  // csmith leaves a file in whatever folder it is run.
  return spawnSync(join(folder, loaderOf(folder)), words, {
    cwd: tmpdir(),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
}

/** Bytes one stream of a compiler may have. */
const maxBuffer = 256 * 1024 * 1024;

/** The command line that runs the compiler with the tree at `root` as its root directory. */
function commandFor(compiler: NativeCompiler, root: string, directory: string, args: string[]): string[] {
  enterTree(compiler, root);
  const home = nativeHome(compiler);
  const mapRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return [
    ...mapRoot,
    `--root=${root}`,
    `--wd=${directory}`,
    join(home, loaderOf(compiler.folder)),
    '--library-path',
    libraryFolders.map((path) => join(home, path)).join(':'),
    join(home, compiler.program),
    ...args,
  ];
}

function environmentFor(compiler: NativeCompiler, directory: string, more: Record<string, string>) {
  const library = (name: string) => join(nativeHome(compiler), 'usr/lib', name);
  return {
    LC_ALL: 'C.UTF-8',
    LOCPATH: library('locale'),
    // Where iconv finds what -finput-charset asks for.
    GCONV_PATH: library('x86_64-linux-gnu/gconv'),
    PWD: directory,
    ...more,
  };
}

/** Program and first arguments that run the compiler as it lies in its folder, on the machine's own tree. */
export function nativeCommand({ folder, program }: NativeCompiler): [string, ...string[]] {
  const libraries = [
    'lib/x86_64-linux-gnu',
    'usr/lib/x86_64-linux-gnu',
    'usr/lib/llvm-19/lib',
    'lib64',
    'lib',
  ];
  return [
    join(folder, loaderOf(folder)),
    '--library-path',
    libraries.map((path) => join(folder, path)).join(':'),
    join(folder, program),
  ];
}

/**
 * Runs the compiler with the tree at `root` as its root directory.
 * @param directory absolute working directory inside the tree
 */
export function runNative(
  compiler: NativeCompiler,
  root: string,
  directory: string,
  args: string[],
  environment: Record<string, string> = {},
): NativeRun {
  const start = performance.now();
  const ran = spawnSync('unshare', commandFor(compiler, root, directory, args), {
    env: environmentFor(compiler, directory, environment),
    maxBuffer,
  });
  const milliseconds = performance.now() - start;
  if (ran.error) throw ran.error;
  return { exitCode: ran.status ?? 128, stdout: ran.stdout, stderr: ran.stderr, milliseconds };
}

/** As `runNative`, while other things are done. */
export function startNative(
  compiler: NativeCompiler,
  root: string,
  directory: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<NativeRun> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = execFile(
      'unshare',
      commandFor(compiler, root, directory, args),
      { env: environmentFor(compiler, directory, environment), maxBuffer, encoding: 'buffer' },
      (error, stdout, stderr) => {
        const code = error?.code;
        if (typeof code === 'string') reject(error!);
        else {
          const exitCode = error ? (code ?? 128) : 0;
          resolve({ exitCode, stdout, stderr, milliseconds: performance.now() - start });
        }
      },
    );
    // A command line that names no file has the compiler read its input.
    child.stdin?.end();
  });
}
