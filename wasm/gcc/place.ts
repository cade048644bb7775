/** Where a build happens and what its programs are run with. */
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { answersFile, compileFlags, configureAnswers, type Plan, portDirectory } from './plan.ts';
import { buildDirectory, librariesDirectory } from './product.ts';
import type { Toolbox } from './toolbox.ts';

/** The variable a build's programs are known by; the compiler scripts find the port's library by it. */
export const buildMark = 'UNDECLARED_PORT_LIBRARY';

export interface Place {
  directory: string;
  /** GCC's source, and the folder it is built in. */
  source: string;
  objects: string;
  /** Where gmp, mpfr and mpc are built, and where they are installed. */
  libraries: string;
  prefix: string;
  /** Compiled port/ sources. */
  port: string;
  env: NodeJS.ProcessEnv;
  jobs: number;
}

export function placeOf(plan: Plan, toolbox: Toolbox): Place {
  const directory = buildDirectory(plan);
  const port = join(directory, 'port');
  const libraries = librariesDirectory(plan);
  const standard = `-std=${plan.recipe.standard}`;
  mkdirSync(port, { recursive: true });
  return {
    directory,
    source: join(directory, 'source-gcc'),
    objects: join(directory, 'objects-gcc'),
    libraries,
    prefix: join(libraries, 'installed'),
    port,
    jobs: Math.max(2, availableParallelism()),
    // Exported for configure and for every make alike: GCC's makefiles pass on what they were given.
    env: {
      PATH: `${toolbox.bin}:${process.env.PATH}`,
      LC_ALL: 'C',
      UNDECLARED_PORT: portDirectory,
      [buildMark]: port,
      CC: 'wasm-cc',
      CXX: 'wasm-c++',
      AR: 'wasm-ar',
      RANLIB: 'wasm-ranlib',
      NM: 'wasm-nm',
      STRIP: 'wasm-strip',
      OBJDUMP: 'wasm-objdump',
      CFLAGS: compileFlags.join(' '),
      CXXFLAGS: [...compileFlags, standard].join(' '),
      CC_FOR_BUILD: 'build-cc',
      CXX_FOR_BUILD: 'build-c++',
      CFLAGS_FOR_BUILD: '-O1',
      CXXFLAGS_FOR_BUILD: `-O1 ${standard}`,
      AWK: 'gawk',
      M4: 'm4',
      MAKEINFO: 'true',
      // What a reader may have set for other work.
      MAKEFLAGS: undefined,
      MAKELEVEL: undefined,
      CDPATH: undefined,
      CPATH: undefined,
      C_INCLUDE_PATH: undefined,
      CPLUS_INCLUDE_PATH: undefined,
      LIBRARY_PATH: undefined,
      CPPFLAGS: undefined,
      LDFLAGS: undefined,
      ...configureAnswers,
      CONFIG_SITE: plan.recipe.target ? '/dev/null' : answersFile,
    },
  };
}
