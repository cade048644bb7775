/** Source packages: fetched, checked against what recipes pin, and the parts recipes need unpacked in the cache. */
import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageOrigin } from '../src/headers/index.ts';
import {
  cacheFolder,
  fetchSource,
  PackagesUnavailable,
  type SourceFile,
  type SourceRef,
} from '../src/setup/index.ts';
import { run } from '../src/setup/process.ts';

export interface PinnedSource extends SourceRef {
  version: string;
  /** What the version must look like when the pinned one is gone: another series is another project here. */
  series: RegExp;
  /** Of the orig tarball, by its name. */
  sha256: Record<string, string>;
}

export interface OrigTarball {
  origin: PackageOrigin;
  orig: SourceFile;
}

function isOrig(file: string): boolean {
  return /\.orig\.tar\.[a-z0-9]+$/.test(file);
}

/**
 * The upstream tarball of a source package. Debian's revision does not change it: what counts is its digest.
 * @throws {PackagesUnavailable} when it is not served.
 */
export async function origTarball(wanted: PinnedSource, say: (step: string) => void): Promise<OrigTarball> {
  const source = await fetchSource(wanted, isOrig, { onNotice: say });
  const [orig] = source.files;
  if (!orig || !wanted.series.test(source.version)) {
    throw new PackagesUnavailable(
      'not-found',
      `The source of ${wanted.name} ${wanted.version} is not served here: its consumers are left out.`,
    );
  }
  const { name, version, suite } = source;
  const pinned = wanted.sha256[orig.name] === orig.sha256;
  return { origin: { name, version, suite, sha256: orig.sha256, pinned }, orig };
}

/** The folder the named members of a tarball (all when not given) lie in, without the tarball's own first folder. */
export async function unpackedParts(
  name: string,
  orig: SourceFile,
  parts: readonly string[] = [],
): Promise<string> {
  const which = createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 8);
  const folder = join(await cacheFolder('unpacked-sources'), `${name}_${orig.sha256.slice(0, 16)}_${which}`);
  const stamp = join(folder, '.complete');
  const there = await access(stamp).then(
    () => true,
    () => false,
  );
  if (there) return folder;
  const temporary = `${folder}.${process.pid}`;
  await mkdir(temporary, { recursive: true });
  const unpacked = await run('tar', [
    ...['-xf', orig.file, '-C', temporary, '--strip-components=1'],
    ...(parts.length
      ? ['--wildcards', '--no-wildcards-match-slash', ...parts.map((part) => `*/${part}`)]
      : []),
  ]);
  if (unpacked.code !== 0) {
    throw new PackagesUnavailable(
      'corrupt',
      `The source of ${name} cannot be unpacked: ${unpacked.stderr.trim().split('\n').at(-1)} (tar and xz are needed).`,
    );
  }
  await writeFile(join(temporary, '.complete'), '');
  await rm(folder, { recursive: true, force: true });
  await rename(temporary, folder);
  return folder;
}
