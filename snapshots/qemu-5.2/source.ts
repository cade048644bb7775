/** QEMU's source from Debian's source package, and the headers its own scripts generate from it. */
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageOrigin } from '../../src/headers/index.ts';
import { cacheFolder, fetchSource, PackagesUnavailable, type SourceRef } from '../../src/setup/index.ts';
import { run } from '../../src/setup/process.ts';
import type { Kitchen } from '../recipe.ts';
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

const WANTED: SourceRef = {
  name: 'qemu',
  suite: 'bullseye',
  version: '1:5.2+dfsg-11+deb11u5',
  sha256: {
    'qemu_5.2+dfsg.orig.tar.xz': 'be5ae7ddc88d68af81c7b2435b95c1cad4e9416c9a1426ee5a6a4b9a9c0bf87e',
  },
};

export interface QemuSource {
  folder: string;
  origin: PackageOrigin;
}

function isOrig(file: string): boolean {
  return /\.orig\.tar\.[a-z0-9]+$/.test(file);
}

/**
 * The unpacked source.
 * @throws {PackagesUnavailable} when it is not served, or is not a 5.2.
 */
export async function qemuSource(kitchen: Kitchen): Promise<QemuSource> {
  const source = await fetchSource(WANTED, isOrig, { onNotice: (sentence) => kitchen.say(sentence) });
  const [orig] = source.files;
  if (!orig || !/^(\d+:)?5\.2/.test(source.version)) {
    throw new PackagesUnavailable(
      'not-found',
      `QEMU 5.2's source is no longer served (found ${source.version}): its consumers are left out.`,
    );
  }
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
  return { folder, origin };
}

/**
 * Generates `qapi/*.h` and `trace/trace-hw_vfio.h` into `build` as QEMU's build does.
 * @throws {PackagesUnavailable} without a Python; {Error} when a generator fails.
 */
export async function generate(kitchen: Kitchen, source: string, build: string): Promise<void> {
  const [python, ...first] = await findPython(kitchen);
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
  const trace = await script([
    join(source, 'scripts/tracetool.py'),
    ...['--backend=log', '--group=hw_vfio', '--format=h', join(source, 'hw/vfio/trace-events')],
  ]);
  await writeFile(join(build, 'trace/trace-hw_vfio.h'), trace);
}
