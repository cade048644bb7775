/* The log of what a compile looked for in the file system.

   When the environment's UNDECLARED_READS names a file, it is written at exit with one line a path, in the order
   of the first look, each path once, spelled as the compiler spelled it:
     +path   a regular file was opened for reading
     -path   nothing was there: a file that was tried, or a directory of the search path
   Two compiles that read the same contents and missed the same paths say the same, so the absent ones count as
   much as the present ones: a header that appears earlier on the search path changes the answer. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "directories.h"

int __real___wasilibc_open_nomode(const char *path, int flags);
int __real_stat(const char *restrict path, struct stat *restrict status);
int __real_fstat(int fd, struct stat *status);

static const char *log_name;

/* The text of the log, and an open-addressing table of where each line in it begins. */
static char *text;
static size_t text_size, text_capacity;
static uint32_t *table; /* offset + 1; 0 is free */
static size_t table_size, entry_count;
static bool failed;

static uint32_t hash(const char *path) {
  uint32_t value = 2166136261u;
  for (; *path != '\0'; path++) {
    value = (value ^ (unsigned char)*path) * 16777619u;
  }
  return value;
}

/* The slot of a path: its own, or the free one it belongs in. Lines end in '\0' until they are written. */
static uint32_t *slot_of(const char *path) {
  size_t at = hash(path) & (table_size - 1);
  while (table[at] != 0 && strcmp(text + table[at], path) != 0) {
    at = (at + 1) & (table_size - 1);
  }
  return &table[at];
}

static bool grow_table(void) {
  size_t old_size = table_size;
  uint32_t *old = table;
  table_size = old_size == 0 ? 4096 : old_size * 2;
  table = calloc(table_size, sizeof *table);
  if (table == NULL) {
    return false;
  }
  for (size_t i = 0; i < old_size; i++) {
    if (old[i] != 0) {
      *slot_of(text + old[i]) = old[i];
    }
  }
  free(old);
  return true;
}

static void record(char mark, const char *path) {
  if (log_name == NULL || failed) {
    return;
  }
  if (entry_count * 2 >= table_size && !grow_table()) {
    failed = true;
    return;
  }
  uint32_t *slot = slot_of(path);
  if (*slot != 0) {
    return;
  }
  size_t length = strlen(path) + 1;
  if (text_size + length + 1 > text_capacity) {
    size_t capacity = (text_capacity + length + 1) * 2 + 65536;
    char *grown = realloc(text, capacity);
    if (grown == NULL) {
      failed = true;
      return;
    }
    text = grown;
    text_capacity = capacity;
  }
  text[text_size] = mark;
  memcpy(text + text_size + 1, path, length);
  *slot = (uint32_t)text_size + 1;
  text_size += length + 1;
  entry_count++;
}

/* A path cannot be found again for any of these reasons; all mean that what was looked for is not there. */
static bool is_absent(int error) { return error == ENOENT || error == ENOTDIR; }

static bool reads(int flags) { return (flags & O_WRONLY) == 0 && (flags & (O_CREAT | O_TRUNC)) == 0; }

/* Bytes of the path before its last component, without the slash between. */
static size_t parent_length(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? 0 : (size_t)(slash - path);
}

/* Most of the files a compiler looks for are not there, and most of those in directories that are not there
   either: the search path times the folders headers are named with. Such a look is answered from memory. */
static int open_for_reading(const char *path) {
  size_t parent = parent_length(path);
  int error;
  if (parent > 0 && known_directory_error(path, parent, &error) && is_absent(error)) {
    errno = error;
    return -1;
  }
  int fd = __real___wasilibc_open_nomode(path, O_RDONLY);
  if (fd < 0 && parent > 0 && is_absent(errno)) {
    directory_error(path, parent);
  }
  return fd;
}

/* What the log asked of the file opened last. The compiler asks the same next, and is answered from here. */
static int asked_fd = -1;
static struct stat asked_status;

int __wrap_fstat(int fd, struct stat *status) {
  if (fd < 0 || fd != asked_fd) {
    return __real_fstat(fd, status);
  }
  asked_fd = -1;
  *status = asked_status;
  return 0;
}

int __wrap___wasilibc_open_nomode(const char *path, int flags) {
  asked_fd = -1;
  int fd = flags == O_RDONLY ? open_for_reading(path) : __real___wasilibc_open_nomode(path, flags);
  if (log_name != NULL && reads(flags)) {
    int error = errno;
    if (fd < 0) {
      if (is_absent(error)) {
        record('-', path);
      }
    } else if (__real_fstat(fd, &asked_status) == 0) {
      asked_fd = fd;
      if (S_ISREG(asked_status.st_mode)) {
        record('+', path);
      }
    }
    errno = error;
  }
  return fd;
}

/* Variadic as in <fcntl.h>; WASI has no file modes, so the third argument is never read. */
int __wrap_open(const char *path, int flags, ...) { return __wrap___wasilibc_open_nomode(path, flags); }

int __wrap_stat(const char *restrict path, struct stat *restrict status) {
  int result = __real_stat(path, status);
  if (result != 0 && is_absent(errno)) {
    record('-', path);
  }
  return result;
}

/* A log that is not whole is not written at all: its absence is what the caller must notice. */
static void write_log(void) {
  if (failed) {
    return;
  }
  for (size_t i = 0; i < text_size; i++) {
    if (text[i] == '\0') {
      text[i] = '\n';
    }
  }
  int fd = __real___wasilibc_open_nomode(log_name, O_WRONLY | O_CREAT | O_TRUNC);
  if (fd < 0) {
    return;
  }
  size_t written = 0;
  while (written < text_size) {
    ssize_t count = write(fd, text + written, text_size - written);
    if (count <= 0) {
      break;
    }
    written += (size_t)count;
  }
  close(fd);
  if (written < text_size) {
    unlink(log_name);
  }
}

__attribute__((constructor)) static void start(void) {
  const char *name = getenv("UNDECLARED_READS");
  if (name != NULL && name[0] != '\0' && atexit(write_log) == 0) {
    log_name = name;
  }
}
