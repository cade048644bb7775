/** GCC 10.2.1, of Debian 11: GCC's branch after 10.2.0. */
import { debianGcc } from './debian.ts';

export const gcc1021 = debianGcc({
  version: '10.2.1',
  release: '10.2.0',
  suite: 'bullseye',
  packageVersion: '10.2.1-6',
  sha256: '09a99eeba290b4455b5d89a3e919cbe59b55f5f1642d7a9ce85065c7a5fb08e7',
  glibc: '2.31',
  patches: [
    ...['git-updates', 'pr95842', 'pr97250-1', 'pr97250-2', 'pr97250-3', 'pr97250-4', 'pr97714'],
    'canonical-cpppath',
  ],
});
