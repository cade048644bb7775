/**
 * The tools of the build, unpacked in the cache, behind small scripts in one `bin` folder: that folder first in
 * PATH is all that configure and make see of them.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cacheFolder,
  type FetchedPackage,
  fetchPackages,
  type PackageRef,
  unpackPackage,
} from '../../src/setup/index.ts';
import { buildMachinePackages, toolPackages } from './packages.ts';
import { buildFlags, emulated, type Plan, wasmFeatures } from './plan.ts';

export interface Toolbox {
  /** Folder of the scripts. */
  bin: string;
  /** Root the tool packages are unpacked below. */
  root: string;
  packages: FetchedPackage[];
}

function script(file: string, lines: string[]): void {
  writeFileSync(file, `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
}

/** A program of the tool packages, with its shared libraries and data found below the root. */
function writeProgram(bin: string, root: string, name: string, program: string): void {
  script(join(bin, name), [...libraryPath(root), `exec '${join(root, program)}' "$@"`]);
}

function libraryPath(root: string): string[] {
  const folders = ['usr/lib/llvm-19/lib', 'usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu'];
  return [
    `LD_LIBRARY_PATH='${folders.map((folder) => join(root, folder)).join(':')}'`,
    `PATH='${join(root, 'usr/bin')}':"$PATH"`,
    `M4='${join(root, 'usr/bin/m4')}'`,
    'export LD_LIBRARY_PATH PATH M4',
  ];
}

/**
 * The compiler for WASI. GCC's own code is compiled with the declarations wasi-libc leaves out; a configure test
 * is not, for it asks what the C library has, nor is what is only preprocessed, for that becomes GCC's data.
 * A link drops -O: with it clang would run wasm-opt, for minutes, where one is installed.
 */
function writeWasmCompiler(bin: string, root: string, name: string, driver: string, extra: string): void {
  const flags = [
    '--target=wasm32-wasi',
    `--sysroot='${join(root, 'usr')}'`,
    ...emulated.map((feature) => `-D_WASI_EMULATED_${feature}`),
    ...wasmFeatures,
    extra,
  ];
  const libraries = emulated.map(
    (feature) => `-lwasi-emulated-${feature.toLowerCase().replaceAll('_', '-')}`,
  );
  script(join(bin, name), [
    ...libraryPath(root),
    'link=yes port=yes',
    'for argument; do case "$argument" in',
    '-c|-S|-M|-MM) link=;;',
    '-E) link= port=;;',
    'conftest*|*/conftest*) port=;;',
    'esac; done',
    'if [ "$port" ]; then port="-isystem $UNDECLARED_PORT/include -include port.h"; fi',
    'libraries=',
    'if [ "$link" ]; then',
    '  count=$#',
    '  while [ $count -gt 0 ]; do',
    '    argument=$1; shift; count=$((count - 1))',
    '    case "$argument" in -O*) ;; *) set -- "$@" "$argument";; esac',
    '  done',
    `  libraries="-L$UNDECLARED_PORT_LIBRARY -lport ${libraries.join(' ')}"`,
    'fi',
    `exec '${join(root, 'usr/lib/llvm-19/bin', driver)}' ${flags.join(' ')} $port "$@" $libraries`,
  ]);
}

/** The compiler for this machine, for the programs GCC runs while it is built. */
function writeBuildCompiler(bin: string, root: string, sysroot: string, name: string, driver: string): void {
  const flags = [
    '--target=x86_64-linux-gnu',
    `--sysroot='${sysroot}'`,
    `--gcc-toolchain='${join(sysroot, 'usr')}'`,
    '-fuse-ld=lld',
    ...buildFlags,
  ];
  script(join(bin, name), [
    ...libraryPath(root),
    `exec '${join(root, 'usr/lib/llvm-19/bin')}/'${driver} ${flags.join(' ')} "$@"`,
  ]);
}

/**
 * Fetches and unpacks the tools, and writes the scripts.
 * @throws {PackagesUnavailable}
 */
export async function prepareToolbox(plan: Plan, onNotice: (sentence: string) => void): Promise<Toolbox> {
  const folder = await cacheFolder('tools', `gcc-wasi-${plan.toolsKey}`);
  const root = join(folder, 'root');
  const sysroot = join(folder, 'build-machine');
  const bin = join(folder, 'bin');
  // Some are wanted on both sides; each is fetched once.
  const tools = [...toolPackages, ...(plan.recipe.target?.tools ?? [])];
  const wanted = new Map([...tools, ...buildMachinePackages].map((ref) => [ref.name, ref]));
  const packages = await fetchPackages([...wanted.values()], { onNotice });
  const unpack = (refs: PackageRef[], directory: string) =>
    packages
      .filter(({ name }) => refs.some((ref) => ref.name === name))
      .map((one) => unpackPackage(one, directory));
  await Promise.all([...unpack(tools, root), ...unpack(buildMachinePackages, sysroot)]);
  if (!existsSync(bin)) mkdirSync(bin);
  writeWasmCompiler(bin, root, 'wasm-cc', 'clang', '');
  writeWasmCompiler(bin, root, 'wasm-c++', 'clang++', '-fno-exceptions');
  writeBuildCompiler(bin, root, sysroot, 'build-cc', 'clang');
  writeBuildCompiler(bin, root, sysroot, 'build-c++', 'clang++ -static-libstdc++ -static-libgcc');
  for (const tool of ['ar', 'ranlib', 'nm', 'strip', 'objdump']) {
    writeProgram(bin, root, `wasm-${tool}`, `usr/lib/llvm-19/bin/llvm-${tool}`);
  }
  for (const tool of ['make', 'm4', 'flex', 'gawk']) writeProgram(bin, root, tool, `usr/bin/${tool}`);
  for (const tool of readdirSync(join(root, 'usr/bin'))) {
    if (/-linux-gnu-(as|ld|ld\.bfd|nm|ar|ranlib|objdump|readelf|strip)$/.test(tool)) {
      writeProgram(bin, root, tool, `usr/bin/${tool}`);
    }
  }
  return { bin, root, packages };
}
