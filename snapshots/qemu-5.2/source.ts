/** QEMU's source from Debian's source package, and the headers its own scripts generate from it. */
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageOrigin } from '../../src/headers/index.ts';
import {
  cacheFolder,
  type FetchedSource,
  fetchSource,
  PackagesUnavailable,
  type SourceFile,
  type SourceRef,
} from '../../src/setup/index.ts';
import { run } from '../../src/setup/process.ts';
import type { RecipeTools } from '../recipe.ts';
import { findPython } from './python.ts';

/** What of the source is needed: the consumers, what they reach, the generators and their input. */
const PARTS = [
  'include',
  'hw/vfio',
  'linux-headers',
  'target/ppc',
  'tcg',
  'trace',
  'migration',
  'qapi',
  'scripts',
];

/** Best first. The second is taken when the first is no longer served: its VFIO code still uses nvlink2. */
const WANTED: readonly (SourceRef & { series: RegExp; sha256: Record<string, string> })[] = [
  {
    name: 'qemu',
    suite: 'bullseye',
    version: '1:5.2+dfsg-11+deb11u5',
    series: /^(\d+:)?5\.2/,
    sha256: {
      'qemu_5.2+dfsg.orig.tar.xz': 'be5ae7ddc88d68af81c7b2435b95c1cad4e9416c9a1426ee5a6a4b9a9c0bf87e',
    },
  },
  {
    name: 'qemu',
    suite: 'bookworm',
    version: '1:7.2+dfsg-7+deb12u18',
    series: /^(\d+:)?7\.2/,
    sha256: {
      'qemu_7.2+dfsg.orig.tar.xz': '91aca71520040edc40b8d437aa3004dae614f58e286cf653ee8996c07af2962f',
    },
  },
];

export interface QemuSource {
  folder: string;
  origin: PackageOrigin;
  series: '5.2' | '7.2';
  /** Of a source that is not the one the recipe is named after. */
  notice?: string;
}

function isOrig(file: string): boolean {
  return /\.orig\.tar\.[a-z0-9]+$/.test(file);
}

async function fetchAny(
  tools: RecipeTools,
): Promise<{ source: FetchedSource; orig: SourceFile; first: boolean }> {
  let reason: unknown;
  for (const wanted of WANTED) {
    try {
      const source = await fetchSource(wanted, isOrig, { onNotice: (sentence) => tools.say(sentence) });
      const [orig] = source.files;
      if (orig && wanted.series.test(source.version)) {
        // Debian's revision does not change the orig tarball: what counts is whether that one is the pinned.
        const pinned = wanted.sha256[orig.name] === orig.sha256;
        return { source: { ...source, pinned }, orig, first: wanted === WANTED[0] };
      }
    } catch (error) {
      if (!(error instanceof PackagesUnavailable)) throw error;
      reason ??= error;
    }
  }
  throw new PackagesUnavailable(
    'not-found',
    `QEMU's source is not served here: its consumers are left out.${reason instanceof Error ? ` ${reason.message}` : ''}`,
  );
}

/**
 * The unpacked source.
 * @throws {PackagesUnavailable} when neither 5.2 nor 7.2 is served.
 */
export async function qemuSource(tools: RecipeTools): Promise<QemuSource> {
  const { source, orig, first } = await fetchAny(tools);
  const { name, version, suite, pinned } = source;
  const origin: PackageOrigin = { name, version, suite, sha256: orig.sha256, pinned };
  const folder = join(await cacheFolder('unpacked-sources'), `${name}_${orig.sha256.slice(0, 16)}`);
  const stamp = join(folder, '.complete');
  const there = await access(stamp).then(
    () => true,
    () => false,
  );
  if (!there) {
    const temporary = `${folder}.${process.pid}`;
    await mkdir(temporary, { recursive: true });
    const members = PARTS.map((part) => `*/${part}`);
    const unpacked = await run('tar', [
      ...['-xf', orig.file, '-C', temporary],
      ...['--strip-components=1', '--wildcards', '--no-wildcards-match-slash', ...members],
    ]);
    if (unpacked.code !== 0) {
      throw new PackagesUnavailable(
        'corrupt',
        `QEMU's source cannot be unpacked: ${unpacked.stderr.trim().split('\n').at(-1)} (tar and xz are needed).`,
      );
    }
    await writeFile(join(temporary, '.complete'), '');
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
  }
  if (first) return { folder, origin, series: '5.2' };
  return {
    folder,
    origin,
    series: '7.2',
    notice: `Built from QEMU ${version}: the source of 5.2 is no longer served.`,
  };
}

/**
 * Generates `qapi/*.h` and `trace/trace-hw_vfio.h` into `build` as QEMU's build does.
 * @throws {PackagesUnavailable} without a Python; {Error} when a generator fails.
 */
export async function generate(tools: RecipeTools, source: string, build: string): Promise<void> {
  const [python, ...first] = await findPython(tools);
  const script = async (args: string[]): Promise<string> => {
    const result = await run(python, [...first, ...args], { cwd: build });
    if (result.code !== 0) {
      throw new Error(`QEMU's ${args[0]} failed: ${result.stderr.trim().split('\n').at(-1)}`);
    }
    return result.stdout;
  };
  await mkdir(join(build, 'trace'), { recursive: true });
  await script([
    join(source, 'scripts/qapi-gen.py'),
    ...['-b', '-o', 'qapi', join(source, 'qapi/qapi-schema.json')],
  ]);
  const tracetool = join(source, 'scripts/tracetool.py');
  const events = ['--backend=log', '--group=hw_vfio', '--format=h', join(source, 'hw/vfio/trace-events')];
  const header = join(build, 'trace/trace-hw_vfio.h');
  // Later versions take the output's name; 5.2 would read it as one more list of events.
  const takesOutput = (await readFile(tracetool, 'utf8')).includes('<output>');
  const written = await script([tracetool, ...events, ...(takesOutput ? [header] : [])]);
  if (!takesOutput) await writeFile(header, written);
}
