/* Calls stat by the name it had inside glibc, as wrappers for LD_PRELOAD did. */
#include <sys/stat.h>

int size_of(const char *path, long *size);

int size_of(const char *path, long *size)
{
	struct stat about;

	if (__xstat(_STAT_VER, path, &about) != 0)
		return -1;
	*size = about.st_size;
	return 0;
}
