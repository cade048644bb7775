/** GCC 9.3.0, of Debian 11: GCC's branch after 9.3.0, under that version. */
import { debianGcc } from './debian.ts';

export const gcc930 = debianGcc({
  version: '9.3.0',
  suite: 'bullseye',
  packageVersion: '9.3.0-22',
  sha256: '17aea31b507928a8eca62181f5b6e92674f927cc50fb7fba5ee2fa176a6470ad',
  glibc: '2.31',
  patches: [
    ...['git-updates', 'gcc-lto-jobserver', 'gcc-lto-pick-compile-time-g', 'pr91307', 'pr93272', 'pr95604'],
    ...['pr96203', 'canonical-cpppath'],
  ],
});
