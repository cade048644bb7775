/** The kernel's UAPI headers, from linux-libc-dev. */

import type { PackageRef } from '../src/setup/index.ts';
import { packageTree } from './package-tree.ts';
import type { Recipe } from './recipe.ts';

function linux(series: string, base: string | undefined, ref: Omit<PackageRef, 'name' | 'series'>): Recipe {
  return packageTree(
    {
      id: `linux-${series}`,
      title: `Linux ${series}`,
      family: 'linux',
      ...(base === undefined ? {} : { base: `linux-${base}` }),
    },
    [{ name: 'linux-libc-dev', series: `${series}.`, ...ref }],
  );
}

export const linuxRecipes: Recipe[] = [
  linux('5.10', undefined, {
    version: '5.10.223-1',
    suite: 'bullseye',
    sha256: 'e3be603bd12377bb90fcfb0f2048ca3a81c886e49d6f09945b82159d1c54f7b2',
  }),
];
