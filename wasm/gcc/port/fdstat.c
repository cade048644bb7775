/* The rights of the mounted tree's root, asked for once: wasi-libc asks before every open. */
#include <stdbool.h>
#include <wasi/api.h>

__wasi_errno_t __real___wasi_fd_fdstat_get(__wasi_fd_t fd, __wasi_fdstat_t *status);

/* The first descriptor after the standard streams is the first mounted directory; it is never closed. */
static const __wasi_fd_t root = 3;

__wasi_errno_t __wrap___wasi_fd_fdstat_get(__wasi_fd_t fd, __wasi_fdstat_t *status) {
  static bool known;
  static __wasi_fdstat_t kept;
  if (fd != root) {
    return __real___wasi_fd_fdstat_get(fd, status);
  }
  if (!known) {
    __wasi_errno_t error = __real___wasi_fd_fdstat_get(fd, &kept);
    if (error != __WASI_ERRNO_SUCCESS) {
      return error;
    }
    known = true;
  }
  *status = kept;
  return __WASI_ERRNO_SUCCESS;
}
