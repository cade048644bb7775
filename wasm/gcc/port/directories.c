#include "directories.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Past the port's own log of reads: a question of ours is not one of the compiler's. */
int __real_stat(const char *restrict path, struct stat *restrict status);

struct directory {
  struct directory *next;
  size_t length;
  int error;
  char path[];
};

/* More than the directories a compile looks in, so that the chains stay short. */
#define BUCKETS 1024
static struct directory *buckets[BUCKETS];

static struct directory **bucket_of(const char *path, size_t length) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; i++) {
    hash = (hash ^ (unsigned char)path[i]) * 16777619u;
  }
  return &buckets[hash % BUCKETS];
}

bool known_directory_error(const char *path, size_t length, int *error) {
  for (struct directory *one = *bucket_of(path, length); one != NULL; one = one->next) {
    if (one->length == length && memcmp(one->path, path, length) == 0) {
      *error = one->error;
      return true;
    }
  }
  return false;
}

int directory_error(const char *path, size_t length) {
  int error;
  if (known_directory_error(path, length, &error)) {
    return error;
  }
  struct directory *one = malloc(sizeof *one + length + 1);
  if (one == NULL) {
    return ENOMEM;
  }
  memcpy(one->path, path, length);
  one->path[length] = '\0';
  struct stat status;
  int before = errno;
  if (__real_stat(length > 0 ? one->path : "/", &status) != 0) {
    one->error = errno;
  } else {
    one->error = S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
  }
  errno = before;
  one->length = length;
  struct directory **bucket = bucket_of(path, length);
  one->next = *bucket;
  *bucket = one;
  return one->error;
}
