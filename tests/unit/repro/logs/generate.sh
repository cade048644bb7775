#!/bin/bash
# Makes the build logs of this folder by real runs of make and ninja with the machine's gcc and clang, on small
# sources of its own. What parallel runs write depends on chance: make-parallel-clang-mixed.txt is kept from one of
# them, and is not made again.
# Needs: make, ninja-build, cmake, meson, libtool, gcc, clang, and for the German log gcc-12-locales with the
# locale de_DE.UTF-8 (`localedef -i de_DE -f UTF-8 <folder>/de_DE.UTF-8`, found through LOCPATH).
# The logs hold no path of the machine: everything is named relatively, or below the made-up /home/user/src.
set -u
export LC_ALL=C.UTF-8 GCC_COLORS='error=01;31:warning=01;35:note=01;36:range1=32:range2=34:locus=01:quote=01:path=01;36:fixit-insert=32:fixit-delete=31:diff-filename=01:diff-hunk=32:diff-delete=31:diff-insert=32:type-diff=01;32'
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# What the made-up folder /home/user/src stands for, in whatever a tool prints of its own place.
neutral() { sed -e "s#$work#/home/user/src#g"; }
keep() { neutral >"$here/$1.txt"; }

mkdir -p src/net src/disk include/linux build
cat >include/linux/gadget.h <<'C'
#ifndef GADGET_H
#define GADGET_H
#define GADGET_REGION_CONFIG 0
#define GADGET_REGION_COMMAND 2
struct gadget_info { unsigned int size; unsigned int flags; };
struct gadget_speed;
#endif
C
cat >include/helper.h <<'C'
static inline int helper_size(struct gadget_info *info)
{
    return info->sise;
}
C
cat >src/probe.c <<'C'
#include <linux/gadget.h>

int probe_region(void)
{
    int region = GADGET_REGION_CONFIC;
    return region;
}

int probe_speed(struct gadget_speed *speed)
{
    return speed->rate + GADGET_REGION_SPEED;
}
C
cat >src/net/link.c <<'C'
#include <linux/gadget.h>
#include "helper.h"

int link_size(struct gadget_info *info)
{
    int unused = 3;
    return helper_size(info);
}
C
cat >src/disk/link.c <<'C'
#include <linux/gadget.h>
#include <linux/gone.h>

int disk_size(void) { return 0; }
C
cat >src/good.c <<'C'
#include <linux/gadget.h>

int good(void) { return GADGET_REGION_CONFIG; }
C
cat >src/warn.c <<'C'
#include <linux/gadget.h>

int warned(void)
{
    int left_over = GADGET_REGION_COMMAND;
    return 0;
}
C
sources='src/good.c src/probe.c src/net/link.c src/disk/link.c src/warn.c'
cat >Makefile <<'M'
CFLAGS = -Wall -Wextra -O2 -Iinclude
OBJS = src/good.o src/probe.o src/net/link.o src/disk/link.o src/warn.o
prog: $(OBJS)
	$(CC) -o $@ $(OBJS)
%.o: %.c
	$(CC) $(CFLAGS) -c -o $@ $<
M
ninja_file() { # compiler, flags, prefix to the sources
  printf 'rule cc\n  command = %s %s -MD -MF $out.d -o $out -c $in\n  depfile = $out.d\n  description = Compiling C object $out\n' "$1" "$2"
  for source in $sources; do printf 'build obj/%s.o: cc %s%s\n' "$(echo "${source%.c}" | tr / _)" "$3" "$source"; done
}
clean() { find . -name '*.o' -delete; rm -rf build/obj build/.ninja*; }

# make: plain, keep going, in parallel, with directories, in colour, C locale, German.
make CC=gcc 2>&1 | keep make-first-error; clean
make -k CC=gcc 2>&1 | keep make-keep-going; clean
make -k -j4 CC=clang 2>&1 | keep make-parallel-clang; clean
make -k -j4 CC='gcc -fdiagnostics-color=always' 2>&1 | keep make-parallel-colour; clean
LC_ALL=C make -k CC=gcc 2>&1 | keep make-ascii-quotes; clean
LC_ALL='' LANG=de_DE.UTF-8 make -k CC=gcc 2>&1 | keep make-german; clean

# make, recursive: the same file name in two directories.
mkdir -p rec/net rec/disk
cp -r include rec/
cp src/net/link.c rec/net/; cp src/disk/link.c rec/disk/
printf 'all: net disk\nnet disk:\n\t$(MAKE) -C $@ -f ../sub.mk\n.PHONY: all net disk\n' >rec/Makefile
printf 'link.o: link.c\n\tgcc -Wall -I../include -c link.c -o link.o\n' >rec/sub.mk
(cd rec && make -w -k) 2>&1 | keep make-directories
(cd rec && make -k -j2 -Otarget) 2>&1 | keep make-directories-parallel

# A kernel-like build that says CC and no command; a silent one; and one command a line over several lines.
printf 'all: src/probe.o src/warn.o\n%%.o: %%.c\n\t@printf "  CC      %%s\\n" "$@"\n\t@gcc -Wall -Iinclude -c -o $@ $<\n' >quiet.mk
make -k -f quiet.mk 2>&1 | keep make-quiet; clean
printf 'all: src/probe.o\n%%.o: %%.c\n\tgcc \\\n\t  -Wall \\\n\t  "-DNAME=\\"a b\\"" \\\n\t  -Iinclude \\\n\t  -c -o $@ $<\n' >lines.mk
make -k -f lines.mk 2>&1 | keep make-continued-lines; clean

# ninja: gcc, clang with its colours, verbose, old-style output without gutter.
(cd build && ninja_file gcc '-Wall -Wextra -I../include' ../ >build.ninja && ninja -k 0) 2>&1 | keep ninja-gcc; clean
(cd build && ninja_file clang '-Wall -fcolor-diagnostics -I../include' ../ >build.ninja && ninja -k 0 -v) 2>&1 | keep ninja-clang-colour; clean
(cd build && ninja_file gcc '-Wall -Werror -fno-diagnostics-show-line-numbers -I../include' ../ >build.ninja && ninja -k 0) 2>&1 | keep ninja-no-gutter; clean
(cd build && ninja_file gcc '-Wall -fno-diagnostics-show-caret -I../include' ../ >build.ninja && ninja -j1 -k 0) 2>&1 | keep ninja-no-caret; clean
ninja -C build -k 0 2>&1 | keep ninja-directory; clean

# cmake with make, meson with ninja, libtool.
mkdir -p cm && cp -r src include cm/
printf 'cmake_minimum_required(VERSION 3.10)\nproject(gadget C)\ninclude_directories(include)\nadd_library(gadget STATIC %s)\n' "$sources" >cm/CMakeLists.txt
(cmake -S cm -B cm/build -DCMAKE_C_COMPILER=gcc && make -C cm/build -k VERBOSE=1) 2>&1 | keep cmake-make
mkdir -p me && cp -r src include me/
{ printf "project('gadget', 'c')\nstatic_library('gadget', "; for source in $sources; do printf "'%s', " "$source"; done; printf "include_directories: 'include')\n"; } >me/meson.build
(cd me && CC=gcc meson setup build && ninja -C build -k 0) 2>&1 | keep meson-ninja
mkdir -p lt && cp -r src include lt/
if command -v libtoolize >/dev/null; then
  (cd lt && printf 'AC_INIT([gadget],[1])\nAC_CONFIG_MACRO_DIRS([m4])\nAM_INIT_AUTOMAKE([foreign subdir-objects])\nAC_PROG_CC\nAM_PROG_AR\nLT_INIT([disable-shared])\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n' >configure.ac &&
    printf 'ACLOCAL_AMFLAGS = -I m4\nAM_CPPFLAGS = -I$(srcdir)/include\nlib_LTLIBRARIES = libgadget.la\nlibgadget_la_SOURCES = src/probe.c src/warn.c\n' >Makefile.am &&
    mkdir -p m4 && autoreconf -i >/dev/null 2>&1 && ./configure CC=gcc >/dev/null 2>&1 && make -k) 2>&1 | keep libtool-automake
fi

# The same as they arrive: quoted and wrapped by a mail program, its blanks lost, with a CI's clock before each
# line, with carriage returns, and as a page shows colours whose escape character was lost.
fold -s -w 72 "$here/ninja-gcc.txt" | sed -e 's/ *$//' -e 's/^/> /' >"$here/mail-quoted-wrapped.txt"
sed -e 's/^[ \t]*//' "$here/ninja-no-gutter.txt" >"$here/mail-blanks-lost.txt"
fold -s -w 76 "$here/ninja-no-gutter.txt" | sed -e 's/^[ \t]*//' -e 's/ *$//' -e 's/^/>> /' >"$here/mail-quoted-twice.txt"
awk '{ printf "2026-03-26T10:15:%02d.%07dZ %s\n", NR % 60, NR * 7919 % 10000000, $0 }' "$here/make-parallel-colour.txt" >"$here/ci-clock.txt"
awk '{ printf "build\tCompile\t2026-03-26T10:15:%02d.1234567Z %s\r\n", NR % 60, $0 }' "$here/make-keep-going.txt" >"$here/ci-job-columns.txt"
awk '{ printf "[2026-03-26T10:15:%02d.123Z] %s\r\n", NR % 60, $0 }' "$here/make-directories.txt" >"$here/ci-brackets.txt"
tr -d '\033' <"$here/ninja-clang-colour.txt" >"$here/ci-lost-escapes.txt"

if grep -lE "$work|$HOME/|$(hostname)" "$here"/*.txt; then echo 'a log names the machine' >&2; exit 1; fi
