/** GCC 12.2.0, of Debian 12. Its package of the security release was built without the updates from GCC's branch:
 * the headers of its libgcc-12-dev are the release's. */
import { debianGcc } from './debian.ts';

export const gcc1220 = debianGcc({
  version: '12.2.0',
  suite: 'bookworm',
  packageVersion: '12.2.0-14+deb12u1',
  sha256: '8f2a5411028dfe216aeb6346b926df0cc7471f375c6a375bf180fbf279af02a1',
  glibc: '2.36',
  patches: ['canonical-cpppath'],
});
