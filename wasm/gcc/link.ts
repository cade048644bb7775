/** Compiles port/ and links the two modules from GCC's objects. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildFailed, type Commands } from './command.ts';
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

/** Bytes: more than any of these variables has. */
const zeroedSize = 1024;

/** The collector's tables of an object's roots: an object that is left out has none. */
const rootTable = /^gt_(ggc|pch)_r/;

/**
 * Of the names a link found undefined, the variables. The linker turns a missing function into a trap, but would
 * give a missing variable the address 0 without a word.
 */
async function variablesAmong(
  missing: Set<string>,
  place: Place,
  objects: string[],
  commands: Commands,
): Promise<string[]> {
  const cwd = join(place.objects, 'gcc');
  const table = await commands.read('wasm-objdump', ['-t', ...objects], { cwd, env: place.env });
  const variables = new Set<string>();
  for (const [, name] of table.matchAll(/^\S+ +O \*UND\*\s+\S+ (?:\.hidden )?(\S+)$/gm)) {
    if (missing.has(name!)) variables.add(name!);
  }
  return [...variables];
}

/**
 * What the syntax-only link has in place of what it leaves out: a trap for every function that is cut (wasm checks
 * signatures, so each is given its own) and zeros for the variables.
 */
async function compileStandIns(
  place: Place,
  lite: LiteLink,
  missing: string[],
  commands: Commands,
): Promise<string> {
  const unknown = missing.filter((name) => !rootTable.test(name) && !lite.zeroed.includes(name));
  if (unknown.length > 0) {
    throw new BuildFailed(
      `The syntax-only link leaves out the objects of ${unknown.join(', ')}, which it uses: name the objects in the recipe, or the variables in "zeroed".`,
    );
  }
  const lines = Object.entries(lite.cut).map(([name, signature]) => {
    const parameters = [...signature.slice(1)].map((type, index) => `${spelling[type]} p${index}`);
    const result = spelling[signature[0]!];
    return `${result} __wrap_${name}(${parameters.join(', ') || 'void'}) { __builtin_trap(); }\n`;
  });
  const zeros = missing.map((name) => `char ${name}[${zeroedSize}] __attribute__((aligned(16)));\n`);
  const source = join(place.port, 'stand-ins.c');
  writeFileSync(source, [...lines, ...zeros].join(''));
  const object = join(place.port, 'stand-ins.o');
  await commands.run('wasm-cc', [...compileFlags, '-c', source, '-o', object], {
    cwd: place.port,
    env: place.env,
  });
  return object;
}

const wrap = (name: string) => `-Wl,--wrap=${name}`;

export interface Link {
  /** GCC's, as its Makefile names them. */
  objects: string[];
  /** The file to write, with the names of functions in it. */
  named: string;
  /** As the syntax-only module. */
  lite?: LiteLink | undefined;
  /** Further arguments. */
  extra?: string[];
}

export async function link(
  place: Place,
  { objects, named, lite, extra = [] }: Link,
  commands: Commands,
): Promise<void> {
  const cwd = join(place.objects, 'gcc');
  mkdirSync(place.port, { recursive: true });
  const port = await Promise.all(
    [...portSources, ...(lite ? ['lite.c'] : [])].map((source) => compilePort(place, source, commands)),
  );
  const archives = [
    ...['libcommon-target.a', 'libcommon.a', '../libcpp/libcpp.a', '../libbacktrace/.libs/libbacktrace.a'],
    ...['../libiberty/libiberty.a', '../libdecnumber/libdecnumber.a'],
  ];
  const run = (more: string[]) =>
    commands.read(
      'wasm-c++',
      [
        ...['-o', named, ...objects, ...port, ...more, ...archives],
        ...[`-L${join(place.prefix, 'lib')}`, '-lmpc', '-lmpfr', '-lgmp'],
        ...memoryFlags,
        ...wrapped.map(wrap),
        ...(lite ? [...Object.keys(lite.cut), ...lite.emptied].map(wrap) : []),
        // What was left out becomes `unreachable` where it is called.
        ...(lite ? ['-Wl,--warn-unresolved-symbols', '-Wl,--no-demangle'] : []),
        ...extra,
      ],
      { cwd, env: place.env },
      'stderr',
    );
  if (lite) {
    const standIns = await compileStandIns(place, lite, [], commands);
    const said = await run([standIns]);
    const missing = new Set([...said.matchAll(/undefined symbol: (\S+)$/gm)].map(([, name]) => name!));
    const variables = await variablesAmong(missing, place, [...objects, 'libcommon-target.a'], commands);
    await run([await compileStandIns(place, lite, variables, commands)]);
  } else {
    await run([]);
  }
}

/**
 * Links a module for use. The one with names stays in the build folder, for the stack of a trap.
 * @param module the file to write.
 */
export async function linkModule(
  place: Place,
  objects: string[],
  module: string,
  commands: Commands,
  lite?: LiteLink,
): Promise<void> {
  const named = join(place.directory, lite ? 'cc1-lite.named.wasm' : 'cc1.named.wasm');
  await link(place, { objects, named, ...(lite ? { lite } : {}) }, commands);
  await commands.run('wasm-strip', [named, '-o', module], { cwd: place.directory, env: place.env });
}
