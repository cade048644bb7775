/* Functions WASI has no way to offer. The ones a caller can be told about fail with ENOSYS; the ones nothing
   may ever reach trap, so that a mistake is a failure of the runtime and never a wrong answer. */
#include <errno.h>
#include <zlib.h>

#include "port.h"

static int unsupported(void) {
  errno = ENOSYS;
  return -1;
}

pid_t fork(void) { return unsupported(); }
pid_t vfork(void) { return unsupported(); }
pid_t wait(int *status) { return unsupported(); }
pid_t waitpid(pid_t pid, int *status, int options) { return unsupported(); }
int kill(pid_t pid, int signal) { return unsupported(); }
int dup(int fd) { return unsupported(); }
int dup2(int from, int to) { return unsupported(); }
int pipe(int fds[2]) { return unsupported(); }
int execv(const char *file, char *const arguments[]) { return unsupported(); }
int execvp(const char *file, char *const arguments[]) { return unsupported(); }
mode_t umask(mode_t mask) { return 022; }

int deflateInit(z_stream *stream, int level) { __builtin_trap(); }
int deflate(z_stream *stream, int flush) { __builtin_trap(); }
int deflateEnd(z_stream *stream) { __builtin_trap(); }
int inflateInit(z_stream *stream) { __builtin_trap(); }
int inflate(z_stream *stream, int flush) { __builtin_trap(); }
int inflateEnd(z_stream *stream) { __builtin_trap(); }
const char *zError(int code) { __builtin_trap(); }

/* What GCC 9 and later write beside their output in compressed files, when asked to. */
void *gzopen(const char *path, const char *mode) { __builtin_trap(); }
int gzputs(void *file, const char *text) { __builtin_trap(); }
int gzprintf(void *file, const char *format, ...) { __builtin_trap(); }
int gzclose(void *file) { __builtin_trap(); }
const char *gzerror(void *file, int *code) { __builtin_trap(); }
