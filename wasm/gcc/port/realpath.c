/* realpath for a tree without symbolic links: "." and ".." are resolved in the text of the path.

   The preprocessor asks for the real path of every file it looks for in a system directory, and wasi-libc reads
   one link a path component for it: more than half of all calls a compile makes. Without links the answer is
   lexical, but for one thing a native system also checks: in "a/../b", "a" must be a directory. Whether an absolute
   path is there is not asked: the caller opens it next. Of a relative one the answer shows: where it is not there, the
   compiler goes on with the name as it was given. */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "directories.h"

/* Past the port's own log of reads: a question of ours is not one of the compiler's. */
int __real_stat(const char *restrict path, struct stat *restrict status);

/* Appends the components of `path` to `result`, which is absolute and has no trailing slash (the root is ""). */
static bool append(char *result, size_t *length, const char *path) {
  while (*path != '\0') {
    size_t size = strcspn(path, "/");
    if (size == 2 && path[0] == '.' && path[1] == '.') {
      errno = directory_error(result, *length);
      if (errno != 0) {
        return false;
      }
      while (*length > 0 && result[--*length] != '/') {
      }
    } else if (size > 0 && !(size == 1 && path[0] == '.')) {
      if (*length + 1 + size >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return false;
      }
      result[(*length)++] = '/';
      memcpy(result + *length, path, size);
      *length += size;
    }
    path += size;
    path += strspn(path, "/");
  }
  return true;
}

char *__wrap_realpath(const char *restrict path, char *restrict resolved) {
  char result[PATH_MAX];
  size_t length = 0;
  if (path == NULL || path[0] == '\0') {
    errno = path == NULL ? EINVAL : ENOENT;
    return NULL;
  }
  if (path[0] != '/') {
    char directory[PATH_MAX];
    if (getcwd(directory, sizeof directory) == NULL || !append(result, &length, directory)) {
      return NULL;
    }
  }
  if (!append(result, &length, path)) {
    return NULL;
  }
  if (length == 0) {
    result[length++] = '/';
  }
  result[length] = '\0';
  struct stat status;
  if (path[0] != '/' && __real_stat(result, &status) != 0) {
    return NULL;
  }
  return resolved != NULL ? strcpy(resolved, result) : strdup(result);
}
