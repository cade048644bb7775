/**
 * The face of this recipe: GCC's `cc1` as a WASI module, from Debian packages alone.
 *
 *     npx tsx wasm/gcc/build.ts 8.3.1 [--lite]
 *     npx tsx wasm/gcc/build.ts 12.2.0-powerpc64le-linux-gnu
 *
 * The syntax-only module comes first, where the version has one; the whole compiler, to fall back on after a trap,
 * is compiled on from there.
 * What is finished is found again in the cache; what was killed goes on where it stopped.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { commandsWith, stopOrphans } from './command.ts';
import { compileObjects, configureGcc, readMakeVariables } from './compile.ts';
import { headersDirectory, layOutHeaders, layOutLicences } from './headers.ts';
import { buildLibraries } from './libraries.ts';
import { buildPortLibrary, linkModule } from './link.ts';
import { withBuildLock } from './lock.ts';
import { checkMachine } from './machine.ts';
import { buildMark, type Place, placeOf } from './place.ts';
import { configureArguments, type Plan, planOf } from './plan.ts';
import {
  type BuildRecord,
  type BuildState,
  buildDirectory,
  fullFile,
  type GccProduct,
  liteFile,
  type ModuleRecord,
  type PackageRecord,
  productDirectory,
  readProduct,
  readState,
  writeRecord,
  writeState,
} from './product.ts';
import { selfTest } from './self-test.ts';
import { type FetchedSources, fetchSources, layOutGcc, type Origin } from './source.ts';
import { type Progress, type StepName, Steps } from './steps.ts';
import { prepareToolbox, type Toolbox } from './toolbox.ts';
import { nameOf, recipeOf, tripletOf } from './versions/index.ts';

export { BuildFailed } from './command.ts';
export type { BuildRecord, BuildState, GccProduct } from './product.ts';
export type { Progress } from './steps.ts';
export { gccRecipes } from './versions/index.ts';

export interface BuildOptions {
  onProgress?: (progress: Progress) => void;
  /** A sentence for people: a package came in another version than the recipe pins. */
  onNotice?: (sentence: string) => void;
  signal?: AbortSignal;
  /** Builds the whole compiler too; otherwise done when the syntax-only module is, where the version has one. */
  full?: boolean;
}

/** The finished product of this recipe in the cache, if there is one: the syntax-only module or the whole compiler. */
export function findGcc(name: string): GccProduct | undefined {
  return readProduct(productDirectory(planOf(recipeOf(name))));
}

/** What the last build of this recipe said of itself, if there was one. */
export function findGccState(name: string): BuildState | undefined {
  return readState(productDirectory(planOf(recipeOf(name))));
}

/**
 * Builds a GCC unless the cache holds it.
 * @throws {PackagesUnavailable} when a package cannot be had.
 * @throws {BuildFailed} when a program fails; the message names the log.
 */
export async function buildGcc(name: string, options: BuildOptions = {}): Promise<GccProduct> {
  const plan = planOf(recipeOf(name));
  const directory = productDirectory(plan);
  const finished = () => {
    const product = readProduct(directory);
    return product && (product.full || !options.full) ? product : undefined;
  };
  const there = finished();
  if (there) return there;
  checkMachine();
  mkdirSync(directory, { recursive: true });
  const showOther = () => {
    const state = readState(directory);
    if (state) options.onProgress?.({ percent: state.percent, step: state.step });
  };
  // Two products may share a build folder, so that is what is held.
  return withBuildLock(buildDirectory(plan), options.signal, showOther, async () => {
    const other = finished();
    if (other) return other;
    let last: Progress = { percent: 0, step: 'Starting' };
    const report = (progress: Progress) => {
      last = progress;
      writeState(directory, { state: 'building', ...progress });
      options.onProgress?.(progress);
    };
    // Two things are done at a time: when one fails, the other must not go on in a folder that is let go of.
    const stop = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
    try {
      report(last);
      await build(plan, directory, report, { ...options, signal });
      const product = readProduct(directory)!;
      writeState(directory, { state: product.full ? 'ready' : 'lite', percent: 100, step: 'Ready' });
      return product;
    } catch (error) {
      stop.abort(error);
      const step = error instanceof Error ? error.message : String(error);
      writeState(directory, { state: 'failed', percent: last.percent, step });
      throw error;
    }
  });
}

const preparing: StepName[] = ['tools', 'source', 'gmp', 'mpfr', 'mpc', 'configure'];
const liteSteps: StepName[] = ['lite', 'link-lite'];
const fullSteps: StepName[] = ['full', 'link-full'];

async function build(
  plan: Plan,
  directory: string,
  report: (progress: Progress) => void,
  options: BuildOptions,
): Promise<void> {
  const { recipe, buildKey: key } = plan;
  const folder = buildDirectory(plan);
  const commands = commandsWith(join(directory, 'build.log'), options.signal);
  const onNotice = options.onNotice ?? (() => {});
  stopOrphans(folder, buildMark);
  const there = readProduct(directory);
  const full = options.full || !recipe.lite;
  const steps = new Steps(
    folder,
    [...(there ? [] : preparing), ...(there || !recipe.lite ? [] : liteSteps), ...(full ? fullSteps : [])],
    report,
  );

  let toolbox!: Toolbox;
  let sources!: FetchedSources;
  let place!: Place;
  await steps.once('tools', always(), 'Fetching tools and sources', async (track) => {
    toolbox = await prepareToolbox(plan, onNotice);
    track(0.7);
    sources = await fetchSources(recipe, onNotice);
    place = placeOf(plan, toolbox);
    await buildPortLibrary(place, commands);
  });
  await steps.once('source', key, 'Unpacking GCC', () =>
    layOutGcc(recipe, sources.gcc, toolbox, place.source, commands),
  );

  // Two lanes: the libraries are compiled while GCC is configured and its first objects are compiled.
  let onHeaders!: () => void;
  const headersThere = new Promise<void>((resolve) => {
    onHeaders = resolve;
  });
  const libraries = buildLibraries(
    place,
    sources,
    steps,
    commands,
    plan.librariesKey,
    onHeaders,
    options.signal,
  );
  const configured = steps.once('configure', key, 'Configuring GCC', () =>
    configureGcc(recipe, place, commands),
  );
  await Promise.all([configured, Promise.race([headersThere, libraries])]);
  const make = await readMakeVariables(place, commands);
  const ordered = first(make.objects, recipe.slowest);
  const headers = join(directory, 'headers');
  const layOut = () => {
    layOutHeaders(recipe, place.source, make, headers);
    layOutLicences(
      { gcc: place.source, gmp: join(place.libraries, 'source-gmp') },
      toolbox.root,
      join(directory, 'licences'),
    );
  };
  const about = (versionText: string): BuildRecord => ({
    format: 1,
    id: `gcc-${nameOf(recipe)}`,
    version: recipe.version,
    versionText,
    host: 'wasm32-wasi',
    target: tripletOf(recipe),
    headersDirectory: `/${headersDirectory(recipe)}`,
    packages: packageRecords(sources.origins, toolbox),
    configureArguments: configureArguments(recipe),
    seconds: steps.seconds,
  });

  if (recipe.lite) {
    const inLite = new Set(recipe.lite.objects);
    const objects = ordered.filter((name) => inLite.has(name));
    await steps.once('lite', plan.productKey, 'Compiling GCC', (track) =>
      compileObjects(place, objects, commands, track),
    );
    await libraries;
    if (!there) {
      const lite = join(directory, liteFile);
      let versionText = '';
      await steps.once('link-lite', always(), 'Linking', async () => {
        layOut();
        await linkModule(place, objects, lite, commands, recipe.lite);
        versionText = await selfTest(lite, headers, tripletOf(recipe));
      });
      writeRecord(directory, { ...about(versionText), lite: record(lite, liteFile) });
    }
    if (!full) return;
  }

  const fullPath = join(directory, fullFile);
  const litePath = readProduct(directory)?.lite;
  const liteSize = litePath && compressedSize(litePath);
  await steps.once('full', plan.productKey, 'Compiling the whole GCC', (track) =>
    compileObjects(place, ordered, commands, track),
  );
  await libraries;
  let versionText = '';
  await steps.once('link-full', always(), 'Linking the whole GCC', async () => {
    if (!litePath) layOut();
    await linkModule(place, make.objects, fullPath, commands);
    versionText = await selfTest(fullPath, headers, tripletOf(recipe));
  });
  const built: BuildRecord = {
    ...about(versionText),
    ...readProduct(directory)?.build,
    full: record(fullPath, fullFile),
  };
  built.seconds = { ...built.seconds, ...steps.seconds };
  // Whoever looks now finds it; its compressed sizes, which take a minute, are only for people.
  writeRecord(directory, built);
  if (liteSize) built.lite!.brotli = await liteSize;
  built.full!.brotli = await compressedSize(fullPath);
  writeRecord(directory, built);
}

/** The key of a step that is done in every run: what it makes is checked for elsewhere, or costs a moment. */
function always(): string {
  return String(Date.now());
}

/** The names with these, in their order, before the others. */
function first(names: string[], early: string[]): string[] {
  return [...early.filter((name) => names.includes(name)), ...names.filter((name) => !early.includes(name))];
}

function record(path: string, file: string): ModuleRecord {
  const bytes = readFileSync(path);
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

function compressedSize(path: string): Promise<number> {
  const bytes = readFileSync(path);
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).then((compressed) => compressed.length);
}

function packageRecords(origins: Origin[], toolbox: Toolbox): PackageRecord[] {
  return [
    ...origins.map((one): PackageRecord => ({ ...one, use: 'source' })),
    ...toolbox.packages.map(
      ({ name, version, suite, sha256 }): PackageRecord => ({ name, version, suite, sha256, use: 'tool' }),
    ),
  ];
}

async function main(): Promise<void> {
  const [name = '8.3.1', ...flags] = process.argv.slice(2);
  let shown = '';
  const product = await buildGcc(name, {
    full: !flags.includes('--lite'),
    onNotice: (sentence) => console.error(sentence),
    onProgress: ({ percent, step }) => {
      const line = `GCC ${name}: ${percent} % ${step}`;
      if (process.stderr.isTTY) process.stderr.write(`\r${line.padEnd(shown.length)}`);
      else console.error(line);
      shown = line;
    },
  });
  if (process.stderr.isTTY && shown) process.stderr.write('\n');
  console.log(product.directory);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
