/** GCC 16.2.0, of Debian unstable. */
import { debianGcc } from './debian.ts';

export const gcc1620 = debianGcc({
  version: '16.2.0',
  suite: 'sid',
  packageVersion: '16.2.0-4',
  sha256: '34c9e0d0d5a8f89c303ecf7954c63e76a8f6c56afbf102ed2c38c14c996d9881',
  glibc: '2.43',
  patches: ['git-updates', 'pr120165', 'canonical-cpppath'],
  edits: [
    {
      // Only asked for by an environment variable that no compile here sets.
      name: 'SARIF cannot be sent to a socket',
      file: 'gcc/diagnostics/sarif-sink.cc',
      find: '#include <sys/un.h>\n#include <sys/socket.h>\n',
      replace: `#include <errno.h>
#include <sys/socket.h>
#define sockaddr_un undeclared_sockaddr_un
struct sockaddr_un { unsigned short sun_family; char sun_path[108]; };
static int socket (int, int, int) { errno = ENOSYS; return -1; }
static int connect (int, struct sockaddr *, int) { errno = ENOSYS; return -1; }
`,
    },
  ],
});
