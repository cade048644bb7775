import { join } from 'node:path';
import type { PackageRef } from '../src/setup/index.ts';
import { readTree } from '../src/setup/index.ts';
import type { Recipe } from './recipe.ts';

/** Folders of other machines' headers, in packages that are for all of them. */
const OTHER_MACHINE =
  /^\/usr\/include\/(?!x86_64-linux-gnu\/)[a-z0-9_]+-(linux-gnu|kfreebsd|gnu)[a-z0-9_]*\//;

/** A recipe that takes /usr/include of packages as they are, links resolved, for x86-64. */
export function packageTree(about: Omit<Recipe, 'inputs' | 'make' | 'wants'>, refs: PackageRef[]): Recipe {
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
          keep: (path) => !OTHER_MACHINE.test(path),
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
