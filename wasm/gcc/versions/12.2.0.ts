/** GCC 12.2.0, of Debian 12. Its package of the security release was built without the updates from GCC's branch:
 * the headers of its libgcc-12-dev are the release's. So are its cross compilers: they do not know the processors those
 * updates add. */
import { debianGcc } from './debian.ts';
import type { GccVersion, Target } from './model.ts';

function gcc12(target?: Target): GccVersion {
  return debianGcc({
    version: '12.2.0',
    ...(target && { target }),
    suite: 'bookworm',
    packageVersion: '12.2.0-14+deb12u1',
    sha256: '8f2a5411028dfe216aeb6346b926df0cc7471f375c6a375bf180fbf279af02a1',
    glibc: '2.36',
    patches: ['canonical-cpppath'],
  });
}

export const gcc1220 = gcc12();

export const gcc1220ppc64le = gcc12({
  triplet: 'powerpc64le-linux-gnu',
  tools: [
    {
      name: 'binutils-powerpc64le-linux-gnu',
      suite: 'bookworm',
      version: '2.40-2',
      sha256: '86ee9063c65141841d8a15f961bd5e2e6a969003edff1123e1730310f65c6597',
    },
  ],
  configureArguments: ['--enable-secureplt', '--enable-targets=powerpcle-linux', '--with-long-double-128'],
});

export const gcc1220aarch64 = gcc12({
  triplet: 'aarch64-linux-gnu',
  tools: [
    {
      name: 'binutils-aarch64-linux-gnu',
      suite: 'bookworm',
      version: '2.40-2',
      sha256: '3d6f64a7a4ed6d73719f8fa2e85fd896f58ff7f211a6683942ba93de690aaa66',
    },
  ],
  configureArguments: ['--enable-fix-cortex-a53-843419'],
});
