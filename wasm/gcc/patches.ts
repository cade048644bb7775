/**
 * Applies patches of a source package as Debian does when it builds the native compiler, but for what was not
 * unpacked: tests, other languages, change logs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, fetchPackages, unpackPackage } from '../../src/setup/index.ts';
import type { Commands } from './command.ts';
import { patchPackage } from './packages.ts';
import type { PackagePatches } from './versions/index.ts';

/** The beginning of one file's part of a patch. */
const fileStart = /^--- (?:\/dev\/null|[ab]\/\S+)[^\n]*\n\+\+\+ (?:\/dev\/null|[ab]\/\S+)/gm;

/** Debian's patches are relative to the folder above `src`, where the source is. */
function pathOf(part: string): string | undefined {
  return /^(?:---|\+\+\+) [ab]\/(?:src\/)?(\S+)/m.exec(part)?.[1];
}

/** The parts of a patch that concern files below `directory`, or new ones in folders that are there. */
export function partsFor(directory: string, patch: string): string[] {
  const starts = [...patch.matchAll(fileStart)].map(({ index }) => index);
  return (
    starts
      .map((start, index) => patch.slice(start, starts[index + 1]))
      // What git says of the next file would be read as of this one.
      .map((part) => part.split(/^(?:diff|index|From) /m, 1)[0]!)
      .filter((part) => {
        const path = pathOf(part);
        if (path === undefined) return false;
        const target = join(directory, path);
        return existsSync(part.startsWith('--- /dev/null') ? dirname(target) : target);
      })
  );
}

/**
 * @param package_ where the source package is unpacked.
 * @param directory the top of GCC's source.
 * @throws {BuildFailed} when a patch does not fit.
 */
export async function applyPatches(
  { folder, names }: PackagePatches,
  package_: string,
  directory: string,
  commands: Commands,
): Promise<void> {
  const [fetched] = await fetchPackages([patchPackage]);
  const tool = await unpackPackage(fetched!, await cacheFolder('tools', `patch-${fetched!.version}`));
  for (const name of names) {
    const parts = partsFor(directory, readFileSync(join(package_, folder, name), 'latin1'));
    const file = `${directory}.patch`;
    writeFileSync(file, parts.join(''), 'latin1');
    const strip = /^(?:---|\+\+\+) [ab]\/src\//m.test(parts[0] ?? '') ? 2 : 1;
    await commands.run(
      join(tool, 'usr/bin/patch'),
      ['--batch', '--forward', '--no-backup-if-mismatch', '--quiet', `-p${strip}`, '-i', file],
      { cwd: directory },
    );
  }
}
