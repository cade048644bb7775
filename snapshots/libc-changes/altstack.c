/* A signal stack as a static array: SIGSTKSZ was a constant. */
#include <signal.h>

static char altstack[SIGSTKSZ];

int use_altstack(void);

int use_altstack(void)
{
	stack_t stack = { .ss_sp = altstack, .ss_size = sizeof(altstack) };

	return sigaltstack(&stack, 0);
}
