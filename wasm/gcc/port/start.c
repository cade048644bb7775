/* What a native process is given by its system before main: the working directory, the locale's quotes, and a
   standard error that is cheap to write to. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* GCC's own variables. Without NLS nothing sets them from the locale. The last says whether names in other
   scripts are printed as they are or as \u escapes. */
extern const char *open_quote;
extern const char *close_quote;
extern bool locale_utf8;

/* WASI starts every program in "/"; the caller says where it is meant to be, as a shell does. */
static void enter_working_directory(void) {
  const char *directory = getenv("PWD");
  if (directory != NULL && directory[0] != '\0') {
    chdir(directory);
  }
}

/* The first of the three that is set and not empty decides, as in setlocale. */
static const char *locale_name(void) {
  static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
    const char *value = getenv(variables[i]);
    if (value != NULL && value[0] != '\0') {
      return value;
    }
  }
  return "C";
}

static void follow_locale(void) {
  const char *codeset = strchr(locale_name(), '.');
  if (codeset != NULL && (strncasecmp(codeset, ".UTF-8", 6) == 0 || strncasecmp(codeset, ".utf8", 5) == 0)) {
    open_quote = "\xe2\x80\x98";
    close_quote = "\xe2\x80\x99";
    locale_utf8 = true;
  }
}

/* GCC flushes after each diagnostic; within one, every few bytes would be a call out of the sandbox. */
static void buffer_stderr(void) {
  static char buffer[16384];
  setvbuf(stderr, buffer, _IOFBF, sizeof buffer);
}

__attribute__((constructor)) static void start(void) {
  buffer_stderr();
  enter_working_directory();
  follow_locale();
}
