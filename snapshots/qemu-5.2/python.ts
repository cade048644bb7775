/** A Python to run QEMU's own generators: the machine's, or Debian's unpacked in the cache. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PackagesUnavailable } from '../../src/setup/index.ts';
import { run } from '../../src/setup/process.ts';
import type { RecipeTools } from '../recipe.ts';

/** Program and first arguments. */
export type Python = readonly [string, ...string[]];

const PACKAGES = ['python3.11-minimal', 'libpython3.11-minimal', 'libpython3.11-stdlib'];
const LIBRARIES = ['libc6', 'libexpat1', 'zlib1g', 'libbz2-1.0', 'liblzma5'];

async function works(python: Python): Promise<boolean> {
  const [program, ...first] = python;
  const asked = await run(program, [
    ...first,
    '-c',
    'import sys, json, typing; print(sys.version_info >= (3, 6))',
  ]).catch(() => undefined);
  return asked?.stdout.trim() === 'True';
}

async function fromPackages(tools: RecipeTools): Promise<Python> {
  const names = [...PACKAGES, ...LIBRARIES];
  const unpacked = await tools.packages(names.map((name) => ({ name, suite: 'bookworm' as const })));
  const folders = unpacked.map(({ folder }) => folder);
  const libraries = folders.flatMap((folder) =>
    ['lib', 'usr/lib'].map((part) => join(folder, part, 'x86_64-linux-gnu')),
  );
  const libc = folders[PACKAGES.length]!;
  const loader = (await readdir(join(libc, 'lib/x86_64-linux-gnu'))).find((name) => /^ld-linux/.test(name));
  const [program, , stdlib] = folders;
  const minimal = folders[1]!;
  const paths = [join(stdlib!, 'usr/lib/python3.11'), join(minimal, 'usr/lib/python3.11')];
  // Its own loader and libraries, so that it does not matter which libc this machine has.
  return [
    join(libc, 'lib/x86_64-linux-gnu', loader ?? 'ld-linux-x86-64.so.2'),
    '--library-path',
    libraries.join(':'),
    join(program!, 'usr/bin/python3.11'),
    '-c',
    `import sys, runpy; sys.path[:0] = ${JSON.stringify([...paths, join(paths[0]!, 'lib-dynload')])}; sys.argv = sys.argv[1:]; sys.path.insert(0, sys.argv[0].rpartition('/')[0]); runpy.run_path(sys.argv[0], run_name='__main__')`,
  ];
}

/** @throws {PackagesUnavailable} when there is none and none can be fetched. */
export async function findPython(tools: RecipeTools): Promise<Python> {
  for (const program of ['python3', '/usr/bin/python3']) {
    if (await works([program])) return [program];
  }
  try {
    return await fromPackages(tools);
  } catch (cause) {
    throw new PackagesUnavailable(
      'no-client',
      'QEMU’s generated headers need Python 3, which is not on this system and could not be fetched: install python3 and run again.',
      { cause },
    );
  }
}
