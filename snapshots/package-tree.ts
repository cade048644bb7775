import { join } from 'node:path';
import { DEFAULT_TARGET } from '../src/repro/index.ts';
import type { PackageRef } from '../src/setup/index.ts';
import { readTree } from '../src/setup/index.ts';
import type { Recipe } from './recipe.ts';

/** Folders of one machine's headers, in packages that are for all of them. */
const OF_A_MACHINE = /^\/usr\/include\/([a-z0-9_]+-(?:linux-gnu|kfreebsd|gnu)[a-z0-9_]*)\//;

/** A recipe that takes /usr/include of packages as they are, links resolved, for one machine. */
export function packageTree(
  about: Omit<Recipe, 'inputs' | 'make' | 'wants'>,
  refs: PackageRef[],
  target: string = DEFAULT_TARGET,
): Recipe {
  return {
    ...about,
    wants: refs,
    inputs: refs,
    async make(tools) {
      const unpacked = await tools.packages(refs);
      const tree = new Map<string, Uint8Array>();
      for (const { folder } of unpacked) {
        const files = await readTree(join(folder, 'usr/include'), {
          at: '/usr/include',
          root: folder,
          keep: (path) => (OF_A_MACHINE.exec(path)?.[1] ?? target) === target,
        });
        for (const [path, bytes] of files) tree.set(path, bytes);
      }
      const packages = unpacked.map(({ origin }) => origin);
      const other = packages.filter((origin) => !origin.pinned);
      return {
        tree,
        packages,
        ...(other.length === 0
          ? {}
          : {
              notice: `Built from ${other.map(({ name, version }) => `${name} ${version}`).join(', ')}: the version this project names is no longer served.`,
            }),
      };
    },
  };
}
