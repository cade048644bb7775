/** Downloaded .deb files, one folder a package version: `packages/NAME_VERSION/` with the file and what is known. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cache.ts';
import { fileSha256 } from '../digest.ts';
import {
  type Architecture,
  type FetchedPackage,
  type PackageRef,
  PackagesUnavailable,
  type Suite,
  twin,
} from './model.ts';
import type { BinaryRecord } from './records.ts';

interface Stored {
  name: string;
  version: string;
  /** Absent for amd64 and for packages that are for all machines. */
  architecture?: Architecture;
  suite: Suite;
  sha256: string;
  size: number;
}

/** `NAME_VERSION`, `NAME_VERSION_MACHINE`. A colon (epoch) is not welcome in file names everywhere. */
export function folderName({
  name,
  version,
  architecture,
}: Pick<Stored, 'name' | 'version' | 'architecture'>): string {
  return [name, version.replaceAll(':', '%3a'), ...(architecture ? [architecture] : [])].join('_');
}

async function readStored(folder: string): Promise<(Stored & { file: string }) | undefined> {
  try {
    const stored = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Stored;
    const file = join(folder, 'package.deb');
    // A disk that filled up leaves short files; the digest itself was checked before the file got this name.
    if ((await stat(file)).size !== stored.size) return undefined;
    return { ...stored, file };
  } catch {
    return undefined;
  }
}

/** The pinned package itself when it is there already. Without a version: what came for this name and suite before. */
export async function stored(ref: PackageRef): Promise<FetchedPackage | undefined> {
  const folder = await cacheFolder('packages');
  if (ref.version !== undefined) {
    const found = await readStored(join(folder, folderName({ ...ref, version: ref.version })));
    if (!found || (ref.sha256 && found.sha256 !== ref.sha256)) return undefined;
    return { ...pick(found), pinned: true };
  }
  return storedStandIn(ref, true);
}

/** Another version of the package, from an earlier run, for when nothing can be fetched. */
export async function storedStandIn(ref: PackageRef, pinned = false): Promise<FetchedPackage | undefined> {
  const folder = await cacheFolder('packages');
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${ref.name}_`));
  for (const name of names.sort().reverse()) {
    const found = await readStored(join(folder, name));
    const suites = [ref.suite, twin(ref.suite), ...(ref.alsoIn ?? [])];
    if (
      found &&
      found.architecture === ref.architecture &&
      suites.includes(found.suite) &&
      found.version.startsWith(ref.series ?? '')
    ) {
      return { ...pick(found), pinned };
    }
  }
  return undefined;
}

function pick(found: Stored & { file: string }): Omit<FetchedPackage, 'pinned'> {
  const { name, version, architecture, suite, sha256, file } = found;
  return { name, version, ...(architecture && { architecture }), suite, sha256, file };
}

/**
 * Takes a downloaded file into the store.
 * @throws {PackagesUnavailable} when its digest is not the record's.
 */
export async function keep(
  record: Pick<BinaryRecord, 'name' | 'version' | 'sha256'>,
  suite: Suite,
  architecture: Architecture | undefined,
  download: string,
): Promise<string> {
  const sha256 = await fileSha256(download);
  if (sha256 !== record.sha256) {
    await rm(download, { force: true });
    throw new PackagesUnavailable(
      'corrupt',
      `${record.name} ${record.version} came with sha256 ${sha256}, not ${record.sha256}. Try again.`,
    );
  }
  const { name, version } = record;
  const machine = architecture && { architecture };
  const folder = await cacheFolder('packages', folderName({ name, version, ...machine }));
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'package.deb');
  await rename(download, file);
  const size = (await stat(file)).size;
  const about: Stored = { name, version, ...machine, suite, sha256, size };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(about)}\n`);
  return file;
}
