/** GCC 8.3.1, the compiler family of the founding report. Debian carries its source for the Arm microcontrollers'
 * compiler, with every back end in it. */
import type { GccVersion } from './model.ts';

export const gcc831: GccVersion = {
  version: '8.3.1',
  source: {
    name: 'gcc-arm-none-eabi-source',
    suite: 'bullseye',
    version: '15:8-2019-q3-1',
    sha256: '259ee90237c49e9cc758c5cf8df9f5f193d752876d8216af66767a3155f653de',
  },
  tarball: 'usr/src/gcc-arm-none-eabi-source.tar.xz',
  top: '.',
  headersVersion: '8',
  configureArguments: ['--with-glibc-version=2.31', '--disable-libmpx', '--disable-libhsail-rt'],
  standard: 'gnu++14',
  // The other languages' front ends stay: GCC knows their options and names them in its messages.
  unneeded: [
    './gcc/testsuite',
    './gcc/ada/*.ad[bs]',
    './gcc/doc',
    './gcc/po',
    './lib[a-fh-z]*/testsuite',
    './libstdc++-v3',
    './libsanitizer',
    './libgo',
    './*/ChangeLog*',
  ],
  edits: [],
  slowest: [],
  lite: { omitted: [], cut: {}, emptied: [] },
};
