/** The GNU C library's headers, from libc6-dev. */
import type { PackageRef } from '../src/setup/index.ts';
import { packageTree } from './package-tree.ts';
import type { Recipe } from './recipe.ts';

function glibc(series: string, base: string | undefined, ref: Omit<PackageRef, 'name' | 'series'>): Recipe {
  return packageTree(
    {
      id: `glibc-${series}`,
      title: `glibc ${series}`,
      family: 'glibc',
      ...(base === undefined ? {} : { base: `glibc-${base}` }),
    },
    [{ name: 'libc6-dev', series: `${series}-`, ...ref }],
  );
}

export const glibcRecipes: Recipe[] = [
  glibc('2.31', undefined, {
    version: '2.31-13+deb11u11',
    suite: 'bullseye',
    sha256: 'e7f7b45d9c5cfcf37609f0b6efd3c645272c812144703af89dfd32218fcb0fd3',
  }),
  glibc('2.36', '2.31', {
    version: '2.36-9+deb12u14',
    suite: 'bookworm',
    sha256: '0218fc2befcd784c1b0c6292c0a137ce89fad054efaa579ad083bee0f2c01aae',
  }),
  glibc('2.41', '2.36', {
    version: '2.41-12+deb13u4',
    suite: 'trixie',
    sha256: '1fda734dabcd80b77266a09ab62b0f1e3e16d8091db62899890b2200745632a2',
  }),
  glibc('2.43', '2.41', {
    version: '2.43-7',
    suite: 'sid',
    sha256: '7095b6c9cd209aac9bb54a03edf9f3544589f553f649b71eec29968ca8ea13ce',
  }),
];
