/* Brings the strlcpy that glibc did not have. */
#define _GNU_SOURCE
#include <string.h>

static size_t strlcpy(char *to, const char *from, size_t size)
{
	size_t length = strlen(from);

	if (size != 0) {
		size_t copied = length < size ? length : size - 1;

		memcpy(to, from, copied);
		to[copied] = '\0';
	}
	return length;
}

int keep_name(char name[16], const char *from);

int keep_name(char name[16], const char *from)
{
	return strlcpy(name, from, 16) < 16;
}
