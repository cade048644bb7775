/** Compiles port/ and links the two modules from GCC's objects. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Commands } from './command.ts';
import type { Place } from './place.ts';
import { compileFlags, memoryFlags, portDirectory, portSources, wrapped } from './plan.ts';
import type { LiteLink } from './versions/index.ts';

/** The archive configure and make link their programs with: only what the C library leaves out. */
export async function buildPortLibrary(place: Place, commands: Commands): Promise<void> {
  await compilePort(place, 'stubs.c', commands);
  await commands.run('wasm-ar', ['rcs', 'libport.a', 'stubs.o'], { cwd: place.port, env: place.env });
}

async function compilePort(place: Place, source: string, commands: Commands): Promise<string> {
  const object = join(place.port, source.replace(/\.c$/, '.o'));
  await commands.run('wasm-cc', [...compileFlags, '-c', join(portDirectory, source), '-o', object], {
    cwd: place.port,
    env: place.env,
  });
  return object;
}

/** wasm types as C spells them; all that GCC passes there are 32 bits wide or nothing. */
const spelling: Record<string, string> = { v: 'void', i: 'int' };

/** A trap in place of every function that is cut. wasm checks signatures, so each is given its own. */
async function compileCuts(place: Place, lite: LiteLink, commands: Commands): Promise<string> {
  const lines = Object.entries(lite.cut).map(([name, signature]) => {
    const parameters = [...signature.slice(1)].map((type, index) => `${spelling[type]} p${index}`);
    const result = spelling[signature[0]!];
    return `${result} __wrap_${name}(${parameters.join(', ') || 'void'}) { __builtin_trap(); }\n`;
  });
  const source = join(place.port, 'cuts.c');
  writeFileSync(source, lines.join(''));
  const object = join(place.port, 'cuts.o');
  await commands.run('wasm-cc', [...compileFlags, '-c', source, '-o', object], {
    cwd: place.port,
    env: place.env,
  });
  return object;
}

const wrap = (name: string) => `-Wl,--wrap=${name}`;

/**
 * @param objects GCC's, as its Makefile names them.
 * @param module the file to write. One with the names of functions, for the stack of a trap, is left in the build
 *   folder.
 * @param lite links the syntax-only module.
 */
export async function linkModule(
  place: Place,
  objects: string[],
  module: string,
  commands: Commands,
  lite?: LiteLink,
): Promise<void> {
  const cwd = join(place.objects, 'gcc');
  const named = join(place.directory, lite ? 'cc1-lite.named.wasm' : 'cc1.named.wasm');
  mkdirSync(place.port, { recursive: true });
  const port = await Promise.all(
    [...portSources, ...(lite ? ['lite.c'] : [])].map((source) => compilePort(place, source, commands)),
  );
  if (lite) port.push(await compileCuts(place, lite, commands));
  const siblings = ['libcpp/libcpp.a', 'libbacktrace/.libs/libbacktrace.a', 'libiberty/libiberty.a'];
  await commands.run(
    'wasm-c++',
    [
      ...['-o', named, ...objects, ...port, 'libcommon-target.a', 'libcommon.a'],
      ...[...siblings, 'libdecnumber/libdecnumber.a'].map((archive) => `../${archive}`),
      ...[`-L${join(place.prefix, 'lib')}`, '-lmpc', '-lmpfr', '-lgmp'],
      ...memoryFlags,
      ...wrapped.map(wrap),
      // What was left out becomes `unreachable` where it is called.
      ...(lite ? [...Object.keys(lite.cut), ...lite.emptied].map(wrap) : []),
      ...(lite ? ['-Wl,--warn-unresolved-symbols'] : []),
    ],
    { cwd, env: place.env },
  );
  await commands.run('wasm-strip', [named, '-o', module], { cwd, env: place.env });
}
