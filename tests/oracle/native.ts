/**
 * Native compilers from Debian's packages, run on the very tree a WASI compile saw: the tree is laid on disk, the
 * compiler put beside it, and both entered as a root directory, so that every path is the same. Root is not needed
 * where the system allows user namespaces.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
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
 * Fetches and unpacks a compiler with all it is linked against.
 * @throws {PackagesUnavailable}
 */
export async function nativeCompiler(ref: PackageRef): Promise<NativeCompiler> {
  // The locale gives ‘ ’ in messages, as it does for the WASI run.
  const wanted = [ref, { name: 'libc-bin', suite: ref.suite } as PackageRef];
  const folder = await cacheFolder('native', ref.name);
  for (const pkg of await fetchPackages(await resolveDependencies(wanted))) await unpackPackage(pkg, folder);
  return { title: `${ref.name} ${ref.version ?? ''}`.trim(), folder, program: programs[ref.name]! };
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

/** Not the link in lib64, which is absolute and would lead out of the compiler's folder. */
function loaderOf(folder: string): string {
  const library = 'lib/x86_64-linux-gnu';
  const named = readdirSync(join(folder, library), { withFileTypes: true }).find(
    (entry) => entry.isFile() && /^ld-.*\.so/.test(entry.name),
  );
  if (!named) throw new Error(`No dynamic loader among the packages in ${folder}`);
  return join(library, named.name);
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
  enterTree(compiler, root);
  const home = nativeHome(compiler);
  const libraries = [
    'lib/x86_64-linux-gnu',
    'usr/lib/x86_64-linux-gnu',
    'usr/lib/llvm-19/lib',
    'lib64',
    'lib',
  ]
    .map((path) => join(home, path))
    .join(':');
  const mapRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const command = [
    ...mapRoot,
    `--root=${root}`,
    `--wd=${directory}`,
    join(home, loaderOf(compiler.folder)),
    '--library-path',
    libraries,
    join(home, compiler.program),
    ...args,
  ];
  const start = performance.now();
  const ran = spawnSync('unshare', command, {
    env: { LC_ALL: 'C.UTF-8', LOCPATH: join(home, 'usr/lib/locale'), PWD: directory, ...environment },
    maxBuffer: 256 * 1024 * 1024,
  });
  const milliseconds = performance.now() - start;
  if (ran.error) throw ran.error;
  return { exitCode: ran.status ?? 128, stdout: ran.stdout, stderr: ran.stderr, milliseconds };
}
