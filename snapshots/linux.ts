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
  linux('6.1', '5.10', {
    version: '6.1.176-1',
    suite: 'bookworm',
    sha256: '8bb258735b9dffbb111da778ebdd024750878e435ffd9dfcadcb6762ede6b4cf',
  }),
  linux('6.12', '6.1', {
    version: '6.12.107-1',
    suite: 'trixie',
    sha256: 'dc68dd53c7356598d005866da0d19d7bd33af2a62971aced624cdf04492902b4',
  }),
  linux('7.2', '6.12', {
    version: '7.2.12-1~bpo13+1',
    suite: 'trixie-backports',
    alsoIn: ['sid'],
    sha256: 'c52da9891157593a4b661adf12d60c86dada2666ad88a9d5682dbdb3da8946e5',
  }),
  linux('7.3', '7.2', {
    version: '7.3.4-1~bpo13+1',
    suite: 'trixie-backports',
    alsoIn: ['sid'],
    sha256: 'b3a4538fca67081c8606a93f37521d0eb74ac75996a02f3321a6b27f978e10a8',
  }),
];
