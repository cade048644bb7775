/** GCC 16.2.0, of Debian unstable. */
import { debianGcc } from './debian.ts';

export const gcc1620 = debianGcc({
  version: '16.2.0',
  suite: 'sid',
  packageVersion: '16.2.0-4',
  sha256: '34c9e0d0d5a8f89c303ecf7954c63e76a8f6c56afbf102ed2c38c14c996d9881',
  glibc: '2.43',
  patches: ['git-updates', 'pr120165', 'canonical-cpppath'],
});
