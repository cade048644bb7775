/** GCC 14.2.0, of Debian 13. */
import { debianGcc } from './debian.ts';

export const gcc1420 = debianGcc({
  version: '14.2.0',
  suite: 'trixie',
  packageVersion: '14.2.0-19',
  sha256: '44e6872715a380fe08418ea42b58d3c90de7d5dfd9f525bbf4dacba415c2266a',
  glibc: '2.41',
  patches: ['git-updates', 'canonical-cpppath'],
});
