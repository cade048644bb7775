/**
 * gmp, mpfr and mpc for WASI, one after the other: each needs the one before. All GCC versions share them. GCC is configured and its objects are
 * compiled meanwhile: of the libraries they need the headers alone, which are there after gmp is configured.
 */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Commands, stopOrphans } from './command.ts';
import { withBuildLock } from './lock.ts';
import { buildMark, type Place } from './place.ts';
import { type FetchedSources, layOutLibrary } from './source.ts';
import type { Steps } from './steps.ts';

/** As `compileLibraries`, unless another build made them, or makes them now. */
export async function buildLibraries(
  place: Place,
  sources: FetchedSources,
  steps: Steps,
  commands: Commands,
  key: string,
  onHeaders: () => void,
  signal?: AbortSignal,
): Promise<void> {
  await withBuildLock(
    place.libraries,
    signal,
    () => {},
    () => {
      stopOrphans(place.libraries, buildMark);
      return compileLibraries(place, sources, steps, commands, key, onHeaders);
    },
  );
}

/** @param onHeaders called when GCC's objects can be compiled against the libraries. */
async function compileLibraries(
  place: Place,
  sources: FetchedSources,
  steps: Steps,
  commands: Commands,
  key: string,
  onHeaders: () => void,
): Promise<void> {
  const { libraries, prefix, env, jobs } = place;
  const source = (name: string) => join(place.libraries, `source-${name}`);
  const objects = (name: string) => join(place.libraries, `objects-${name}`);
  const make = (name: string, ...args: string[]) =>
    commands.run('make', [`-j${jobs}`, 'MAKEINFO=true', ...args], { cwd: objects(name), env });
  const configure = async (name: keyof FetchedSources['libraries'], ...args: string[]) => {
    await layOutLibrary(name, sources.libraries[name], source(name), commands);
    rmSync(objects(name), { recursive: true, force: true });
    mkdirSync(objects(name));
    const always = ['--build=x86_64-linux-gnu', '--disable-shared', `--prefix=${prefix}`];
    await commands.run(join(source(name), 'configure'), [...always, ...args], { cwd: objects(name), env });
  };
  const header = (from: string) =>
    copyFileSync(from, join(prefix, 'include', from.slice(from.lastIndexOf('/') + 1)));

  await steps.once(
    'gmp',
    key,
    'Building gmp',
    async (track) => {
      mkdirSync(join(prefix, 'include'), { recursive: true });
      await configure('gmp', '--host=none', '--disable-assembly', '--disable-cxx');
      header(join(objects('gmp'), 'gmp.h'));
      await layOutLibrary('mpfr', sources.libraries.mpfr, source('mpfr'), commands);
      await layOutLibrary('mpc', sources.libraries.mpc, source('mpc'), commands);
      for (const file of ['mpfr/src/mpfr.h', 'mpfr/src/mpf2mpfr.h', 'mpc/src/mpc.h']) {
        header(join(place.libraries, `source-${file}`));
      }
      onHeaders();
      track(0.4);
      await make('gmp');
      await make('gmp', 'install');
    },
    libraries,
  );
  onHeaders();
  await steps.once(
    'mpfr',
    key,
    'Building mpfr',
    async (track) => {
      await configure('mpfr', '--host=wasm32-wasi', '--disable-thread-safe', `--with-gmp=${prefix}`);
      track(0.3);
      await make('mpfr', '-C', 'src');
      await make('mpfr', '-C', 'src', 'install');
    },
    libraries,
  );
  await steps.once(
    'mpc',
    key,
    'Building mpc',
    async (track) => {
      await configure('mpc', '--host=wasm32-wasi', `--with-gmp=${prefix}`, `--with-mpfr=${prefix}`);
      track(0.5);
      await make('mpc', '-C', 'src');
      await make('mpc', '-C', 'src', 'install');
    },
    libraries,
  );
}
