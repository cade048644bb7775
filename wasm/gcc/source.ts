/** Lays out the sources: GCC's, with the version's edits made, and the libraries'. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FetchedPackage,
  fetchPackages,
  fetchSource,
  type SourceFile,
  unpackPackage,
} from '../../src/setup/index.ts';
import { BuildFailed, type Commands } from './command.ts';
import { libraries } from './packages.ts';
import { applyPatches } from './patches.ts';
import type { Toolbox } from './toolbox.ts';
import type { GccVersion, SourceEdit } from './versions/index.ts';

/** A source as it was fetched. */
export interface Origin {
  name: string;
  version: string;
  suite: string;
  sha256: string;
}

export interface FetchedSources {
  gcc: FetchedPackage;
  libraries: Record<keyof typeof libraries, SourceFile>;
  origins: Origin[];
}

/** @throws {PackagesUnavailable} */
export async function fetchSources(
  recipe: GccVersion,
  onNotice: (sentence: string) => void,
): Promise<FetchedSources> {
  const library = async (name: keyof typeof libraries) => {
    const { source, tarball } = libraries[name];
    const fetched = await fetchSource(source, (file) => file === tarball, { onNotice });
    const [file] = fetched.files;
    if (!file) throw new BuildFailed(`The source package ${source.name} has no ${tarball}.`);
    return { file, fetched };
  };
  const gccPackages = await fetchPackages([recipe.source], { onNotice });
  const gmp = await library('gmp');
  const mpfr = await library('mpfr');
  const mpc = await library('mpc');
  const gcc = gccPackages[0]!;
  const origin = ({ name, version, suite, sha256 }: Origin): Origin => ({ name, version, suite, sha256 });
  return {
    gcc,
    libraries: { gmp: gmp.file, mpfr: mpfr.file, mpc: mpc.file },
    origins: [
      origin(gcc),
      ...[gmp, mpfr, mpc].map(({ file, fetched }) => origin({ ...fetched, sha256: file.sha256 })),
    ],
  };
}

/** @throws {BuildFailed} when the place is not there exactly once: the edit was written for another source. */
export function applyEdit(directory: string, edit: SourceEdit): void {
  const file = join(directory, edit.file);
  const text = readFileSync(file, 'utf8');
  const parts = text.split(edit.find);
  if (parts.length !== 2) {
    throw new BuildFailed(
      `The edit “${edit.name}” finds its place ${parts.length - 1} times in ${edit.file}; it must be once.`,
    );
  }
  writeFileSync(file, parts.join(edit.replace));
}

/**
 * configure asks for gmp, mpfr and mpc by linking with them. They are compiled beside it, later than it asks.
 */
const librariesComeLater: SourceEdit = {
  name: 'the libraries come later',
  file: 'configure',
  find: '\nhave_gmp=no\n',
  replace: '\nhave_gmp=yes\n',
};

/** Unpacks GCC's source into `directory`. */
export async function layOutGcc(
  recipe: GccVersion,
  fetched: FetchedPackage,
  toolbox: Toolbox,
  directory: string,
  commands: Commands,
): Promise<void> {
  const scratch = `${directory}.package`;
  rmSync(directory, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await unpackPackage(fetched, scratch);
  const strip = recipe.top === '.' ? [] : ['--strip-components=1'];
  await commands.run(
    'tar',
    [
      '-xf',
      join(scratch, recipe.tarball),
      ...strip,
      '--no-same-owner',
      '--wildcards',
      ...recipe.unneeded.map((pattern) => `--exclude=${pattern}`),
    ],
    { cwd: directory },
  );
  // The ones of an old source do not know WASI.
  for (const name of ['config.sub', 'config.guess']) {
    copyFileSync(join(toolbox.root, 'usr/share/misc', name), join(directory, name));
  }
  if (recipe.patches) await applyPatches(recipe.patches, scratch, directory, commands);
  rmSync(scratch, { recursive: true });
  for (const edit of [librariesComeLater, ...recipe.edits]) applyEdit(directory, edit);
  // Else make would want to generate again what an edit made look old.
  await commands.run('sh', ['contrib/gcc_update', '--touch'], { cwd: directory });
}

/** Unpacks a library's source into `directory`. */
export async function layOutLibrary(
  name: keyof typeof libraries,
  tarball: SourceFile,
  directory: string,
  commands: Commands,
): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await commands.run('tar', ['-xf', tarball.file, '--strip-components=1', '--no-same-owner'], {
    cwd: directory,
  });
  if (name === 'gmp') {
    // Debian takes the manual out, and its Makefile with it.
    mkdirSync(join(directory, 'doc'), { recursive: true });
    const targets = 'all install check clean distclean info install-am';
    writeFileSync(join(directory, 'doc/Makefile.in'), `${targets}:\n\t@:\n`);
  }
}
