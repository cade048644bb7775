/* Asks the kernel by sysctl(2), which Linux and then glibc dropped. */
#include <stddef.h>
#include <sys/sysctl.h>

int threads_max(int *value);

int threads_max(int *value)
{
	int name[] = { CTL_KERN, KERN_MAX_THREADS };
	size_t size = sizeof(*value);

	return sysctl(name, 2, value, &size, NULL, 0);
}
