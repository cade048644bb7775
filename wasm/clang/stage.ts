/**
 * Clang comes ready-made: the npm package @yowasp/clang carries the whole of LLVM as a plain WASI command (it is
 * multicall, so it must be run under the name `clang`) and its resource headers in a tar.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseTar } from 'nanotar';
import type { FileTree } from '../../src/headers/index.ts';
import { fileSha256 } from '../../src/setup/generated.ts';
import { isStaged, stageToolchain } from '../stage.ts';
import { printedVersion } from './version.ts';

const id = 'clang-22';
const resourceDirectory = '/usr/lib/llvm-22/lib/clang/22';

/** Of the tar's `include/`, what no C source for Linux includes: other languages, runtimes, other systems' libc. */
const notForC =
  /^include\/(c\+\+|wasm32-|cuda_wrappers|openmp_wrappers|llvm_offload_wrappers|hlsl|sanitizer|fuzzer|profile|xray|orc|zos_wrappers|__clang_(cuda|hip|spirv)|opencl|hexagon|hvx)/;

function packageDirectory(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve('@yowasp/clang')));
}

function resourceHeaders(tar: Uint8Array): FileTree {
  const tree = new Map<string, Uint8Array>();
  for (const entry of parseTar(tar)) {
    if (entry.type !== 'file' && entry.type !== 'contiguousFile') continue;
    if (!entry.name.startsWith('include/') || notForC.test(entry.name) || !entry.data) continue;
    tree.set(`${resourceDirectory}/${entry.name}`, entry.data);
  }
  return tree;
}

/**
 * Stages Clang for the page and the command line. Needs nothing but the npm package.
 * @throws {Error} when the npm package is not there or holds no module.
 */
export async function stageClang(): Promise<void> {
  const directory = packageDirectory();
  const module = join(directory, 'gen/llvm.core.wasm');
  const tar = join(directory, 'gen/llvm-resources.tar');
  if (!existsSync(module) || !existsSync(tar)) {
    throw new Error(`The npm package @yowasp/clang is not complete (${module}): run \`npm ci\` again.`);
  }
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  const sha256 = fileSha256(module);
  if (isStaged(id, sha256)) return;
  const versionText = await printedVersion(module, 'clang');
  const numbers = /(\d+)\.(\d+)\.(\d+)/.exec(versionText);
  if (!numbers)
    throw new Error(`Clang’s module says of its version “${versionText}”, which holds no number.`);
  await stageToolchain({
    id,
    family: 'clang',
    title: 'Clang 22',
    version: [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])],
    versionText,
    target: 'x86_64-linux-gnu',
    module,
    headers: resourceHeaders(readFileSync(tar)),
    resourceDirectory,
    packages: [
      {
        name: 'npm:@yowasp/clang',
        version,
        suite: 'npm',
        sha256,
        pinned: true,
      },
    ],
  });
}
