import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cache.ts';
import { withLock } from '../lock.ts';
import { run } from '../process.ts';
import { type FetchedPackage, PackagesUnavailable } from './model.ts';
import { folderName } from './store.ts';

/**
 * Unpacks a package's files into `directory` (several may share one), or into a folder of its own in the cache.
 * Done once: a stamp below `.unpacked` says so, and a run that was broken off is done again.
 * @returns the directory.
 * @throws {PackagesUnavailable} when the package cannot be unpacked.
 */
export async function unpackPackage(pkg: FetchedPackage, directory?: string): Promise<string> {
  const folder = directory ?? join(await cacheFolder('unpacked'), folderName(pkg));
  const stamps = join(folder, '.unpacked');
  const stamp = join(stamps, `${pkg.name}_${pkg.sha256.slice(0, 16)}`);
  const done = () =>
    access(stamp).then(
      () => true,
      () => false,
    );
  if (await done()) return folder;
  await mkdir(stamps, { recursive: true });
  return withLock(stamps, async () => {
    if (await done()) return folder;
    const unpacked = await run('dpkg-deb', ['-x', pkg.file, folder]);
    if (unpacked.code !== 0) {
      await rm(pkg.file, { force: true });
      throw new PackagesUnavailable(
        'corrupt',
        `${pkg.name} ${pkg.version} cannot be unpacked: ${unpacked.stderr.trim()}. It will be fetched anew on the next run.`,
      );
    }
    const temporary = `${stamp}.${process.pid}`;
    await writeFile(temporary, `${pkg.version}\n`);
    await rename(temporary, stamp);
    return folder;
  });
}
