/* The rights of the mounted folders, asked for once: wasi-libc asks for them again before every open. */
#include <stddef.h>
#include <wasi/api.h>

__wasi_errno_t __real___wasi_fd_fdstat_get(__wasi_fd_t fd, __wasi_fdstat_t *status);

/* Mounted folders have the first descriptors after the standard streams, and are never closed. */
enum { first = 3, count = 4 };

static struct {
  enum { unknown, mounted, other } kind;
  __wasi_fdstat_t status;
} folders[count];

__wasi_errno_t __wrap___wasi_fd_fdstat_get(__wasi_fd_t fd, __wasi_fdstat_t *status) {
  size_t at = fd - first;
  if (fd < first || at >= count || folders[at].kind == other) {
    return __real___wasi_fd_fdstat_get(fd, status);
  }
  if (folders[at].kind == unknown) {
    __wasi_prestat_t prestat;
    __wasi_errno_t error = __real___wasi_fd_fdstat_get(fd, &folders[at].status);
    if (error != __WASI_ERRNO_SUCCESS) {
      return error;
    }
    folders[at].kind = __wasi_fd_prestat_get(fd, &prestat) == __WASI_ERRNO_SUCCESS ? mounted : other;
  }
  *status = folders[at].status;
  return __WASI_ERRNO_SUCCESS;
}
