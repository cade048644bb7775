/* Declarations of what wasi-libc leaves out and GCC calls. The compiler wrapper includes this file first in
   every ordinary compile. */
#ifndef UNDECLARED_PORT_H
#define UNDECLARED_PORT_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

pid_t fork(void);
pid_t vfork(void);
pid_t wait(int *);
pid_t waitpid(pid_t, int *, int);
int kill(pid_t, int);
int dup(int);
int dup2(int, int);
int pipe(int[2]);
int execv(const char *, char *const[]);
int execvp(const char *, char *const[]);
mode_t umask(mode_t);
int mkstemps(char *, int);
char *mktemp(char *);

#ifdef __cplusplus
}
#endif

#endif
