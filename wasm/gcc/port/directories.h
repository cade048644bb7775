/* Which directories there are, asked of the system once each: while a compiler runs, none comes or goes. */
#ifndef UNDECLARED_PORT_DIRECTORIES_H
#define UNDECLARED_PORT_DIRECTORIES_H

#include <stdbool.h>
#include <stddef.h>

/* 0 when the first `length` bytes of `path` name a directory, else the errno of looking below it. */
int directory_error(const char *path, size_t length);

/* As above from memory alone: false when it was not asked before. */
bool known_directory_error(const char *path, size_t length, int *error);

#endif
