/**
 * Configures GCC and compiles its objects. Its own makefiles do the work; they are only told which objects are
 * wanted, and never link: link.ts does, twice, from one set of objects.
 */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BuildFailed, type Commands } from './command.ts';
import type { Place } from './place.ts';
import { configureArguments } from './plan.ts';
import type { GccVersion } from './versions/index.ts';

/** Parts that are configured one by one otherwise, while all but one core wait. */
const parts = [
  'gcc',
  'libcpp',
  'libiberty',
  'libdecnumber',
  'libbacktrace',
  'build-libiberty',
  'build-libcpp',
];

export async function configureGcc(recipe: GccVersion, place: Place, commands: Commands): Promise<void> {
  const { objects, env, prefix, jobs } = place;
  rmSync(objects, { recursive: true, force: true });
  mkdirSync(objects);
  const libraries = ['gmp', 'mpfr', 'mpc'].map((name) => `--with-${name}=${prefix}`);
  // A relative path to the source keeps this machine's folders out of the objects.
  await commands.run('../source-gcc/configure', [...configureArguments(recipe), ...libraries], {
    cwd: objects,
    env,
  });
  await commands.run('make', [`-j${jobs}`, ...parts.map((part) => `configure-${part}`)], {
    cwd: objects,
    env,
  });
}

/** What GCC's Makefile knows of itself. */
export interface MakeVariables {
  /** Objects of cc1, as its Makefile names them. */
  objects: string[];
  /** Absolute paths, and bare names of the ones generated in the build folder. */
  userHeaders: string[];
}

/** @throws {BuildFailed} when the Makefile names no objects: it is not laid out as expected. */
export async function readMakeVariables(place: Place, commands: Commands): Promise<MakeVariables> {
  const cwd = join(place.objects, 'gcc');
  const rule = 'undeclared-variables:;@echo $(C_OBJS) $(OBJS) main.o; echo $(USER_H)';
  const args = ['-s', '--no-print-directory', `--eval=${rule}`, 'undeclared-variables'];
  const text = await commands.read('make', args, { cwd, env: place.env });
  const [objects = '', headers = ''] = text.trim().split('\n').slice(-2);
  const names = [...new Set(objects.split(/\s+/).filter((name) => name.endsWith('.o')))];
  if (!names.includes('toplev.o'))
    throw new BuildFailed("GCC's Makefile does not name its objects where expected.");
  return {
    objects: names,
    userHeaders: headers
      .split(/\s+/)
      .filter((name) => name.endsWith('.h'))
      .map((name) => (name.includes('/') ? resolve(cwd, name) : name)),
  };
}

/** How often compiled objects are counted, in ms. */
const countInterval = 1000;

/** The last of the generated sources, by what the versions call it. */
const recognisers = ['insn-recog.c', 'insn-recog.cc', 'insn-recog-1.cc'];

/** Before the first object there are the generator programs and what they generate: counted as this many objects. */
const generating = 25;

/**
 * Compiles these objects of cc1 and the libraries beside them.
 * @param track told how far it is, 0–1.
 */
export async function compileObjects(
  place: Place,
  objects: string[],
  commands: Commands,
  track: (fraction: number) => void,
): Promise<void> {
  const { env, jobs } = place;
  const directory = join(place.objects, 'gcc');
  const count = () => {
    const compiled = objects.filter((name) => existsSync(join(directory, name))).length;
    const generated = recognisers.some((name) => existsSync(join(directory, name))) ? generating : 0;
    track((compiled + generated) / (objects.length + generating));
  };
  count();
  const timer = setInterval(count, countInterval);
  try {
    await commands.run(
      'make',
      [
        `-j${jobs}`,
        'all-gcc',
        `TARGET-gcc=${[...objects, 'libcommon.a', 'libcommon-target.a'].join(' ')}`,
        // fixincludes would read this machine's headers, for a compiler that never sees them.
        'TARGET-fixincludes=Makefile',
        'TARGET-build-fixincludes=Makefile',
      ],
      { cwd: place.objects, env },
    );
  } finally {
    clearInterval(timer);
  }
  const missing = objects.find((name) => !statSync(join(directory, name), { throwIfNoEntry: false })?.size);
  if (missing) throw new BuildFailed(`GCC's make ended well, but ${missing} was not compiled.`);
}
