/* Sets a terminal by the interface of System V. */
#include <sys/ioctl.h>
#include <termios.h>

int raw_terminal(int fd);

int raw_terminal(int fd)
{
	struct termio t;

	if (ioctl(fd, TCGETA, &t) != 0)
		return -1;
	t.c_lflag &= ~(ICANON | ECHO);
	return ioctl(fd, TCSETA, &t);
}
