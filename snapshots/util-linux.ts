/** util-linux 2.36.1: block devices, clocks, terminals, mounts and scheduling. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GLIBC_STOPS, type Project, projectConsumer, projectRecipe } from './project.ts';
import type { ConsumerRecipe, Recipe } from './recipe.ts';

const ROOT = '/usr/src/util-linux-2.36.1';

const FILES = [
  ...['blockdev', 'fdformat', 'mkswap', 'raw'].map((name) => `disk-utils/${name}.c`),
  ...['blkdiscard', 'blkzone', 'eject', 'fallocate', 'fsfreeze', 'fstrim', 'hwclock-rtc', 'ldattach'].map(
    (name) => `sys-utils/${name}.c`,
  ),
  ...['prlimit', 'rtcwake', 'swapon', 'tunelp', 'unshare', 'wdctl'].map((name) => `sys-utils/${name}.c`),
  ...['chrt', 'ionice'].map((name) => `schedutils/${name}.c`),
  ...['blkdev', 'loopdev'].map((name) => `lib/${name}.c`),
];

/** Of what its configure finds with Debian's libraries, what the consumers read. */
const HAVE = [
  ...['ASM_IO_H', 'BYTESWAP_H', 'ENDIAN_H', 'ERR_H', 'ERRNO_H', 'FCNTL_H', 'GETOPT_H', 'INTTYPES_H'],
  ...[
    'LANGINFO_H',
    'LANGINFO_ALTMON',
    'LINUX_BLKZONED_H',
    'LINUX_CDROM_H',
    'LINUX_FALLOC_H',
    'LINUX_FD_H',
    'LINUX_TIOCL_H',
  ],
  ...['LINUX_VERSION_H', 'LINUX_WATCHDOG_H', 'LOCALE_H', 'PATHS_H', 'STDINT_H', 'STDLIB_H', 'STRING_H'],
  ...['SYS_IOCTL_H', 'SYS_IO_H', 'SYS_PARAM_H', 'SYS_PRCTL_H', 'SYS_STAT_H', 'SYS_SWAP_H'],
  ...['SYS_SYSCALL_H', 'SYS_SYSMACROS_H', 'SYS_TIME_H', 'SYS_TTYDEFAULTS_H', 'SYS_TYPES_H', 'UNISTD_H'],
  ...['ERR', 'ERRX', 'WARN', 'WARNX', 'ERROR', 'FALLOCATE', 'FSYNC', 'FUTIMENS', 'GETDTABLESIZE', 'LLSEEK'],
  ...[
    'LSEEK64',
    'MEMPCPY',
    'NANOSLEEP',
    'OPENAT',
    'POSIX_FADVISE',
    'PRCTL',
    'PRLIMIT',
    'PROGRAM_INVOCATION_SHORT_NAME',
  ],
  ...['SCHED_SETSCHEDULER', 'SECURE_GETENV', 'SETNS', 'STRNDUP', 'STRNLEN', 'SWAPON'],
  ...['SWAPOFF', 'SYSCONF', 'TIMEGM', 'UNSHARE', 'USLEEP', 'WIDECHAR', 'LOFF_T', 'ENVIRON_DECL', 'TM_GMTOFF'],
  ...[
    'DECL__NL_TIME_WEEK_1STDAY',
    'DECL_BLK_ZONE_REP_CAPACITY',
    'FLOCK',
    'CLOCK_GETTIME',
    'CPU_SET_T',
    'DIRFD',
    'DECL_DIRFD',
  ],
];

const CONFIG = [
  '/* What a configured build has here, as far as it is read. */',
  ...HAVE.map((name) => `#define HAVE_${name} 1`),
  '#define PACKAGE "util-linux"',
  '#define PACKAGE_STRING "util-linux 2.36.1"',
  '#define PACKAGE_VERSION "2.36.1"',
  '#define LOCALEDIR "/usr/share/locale"',
  '#define CONFIG_ADJTIME_PATH "/etc/adjtime"',
  '#define USE_TTY_GROUP 1',
  '#define _GNU_SOURCE 1',
  '',
].join('\n');

const LIBRARY_HEADERS = [
  ['libblkid', 'blkid.h'],
  ['libmount', 'libmount.h'],
  ['libsmartcols', 'libsmartcols.h'],
] as const;

const project: Project = {
  id: 'util-linux-2.36',
  title: 'util-linux 2.36.1',
  root: ROOT,
  source: {
    name: 'util-linux',
    suite: 'bullseye',
    version: '2.36.1-8+deb11u2',
    series: /^2\.36/,
    sha256: {
      'util-linux_2.36.1.orig.tar.xz': '09fac242172cd8ec27f0739d8d192402c69417617091d8c6e974841568f37eed',
    },
  },
  generate: async (_tools, source) => {
    const made = new Map<string, Uint8Array>();
    for (const [folder, name] of LIBRARY_HEADERS) {
      // configure fills in nothing but version numbers.
      const text = await readFile(join(source, folder, 'src', `${name}.in`), 'utf8');
      const filled = text
        .replace(/@\w+_VERSION@/g, (word) => (/_(MAJOR|MINOR|PATCH)_/.test(word) ? '1' : '2.36.1'))
        .replace(/@\w+_DATE@/g, '16-Nov-2020');
      made.set(`${ROOT}/${folder}/src/${name}`, new TextEncoder().encode(filled));
    }
    return made;
  },
  written: { [`${ROOT}/config.h`]: CONFIG },
  headers: ['glibc-2.31', 'linux-5.10'],
  roots: [...FILES, 'config.h'],
};

/** As its automake has it, less the warnings that say nothing of headers. */
function command(file: string, more = ''): string {
  const object = file.replace(/c$/, 'o');
  return [
    `gcc -DHAVE_CONFIG_H -I. -include config.h -I./include -I./libblkid/src -I./libmount/src -I./libsmartcols/src`,
    `-I./libfdisk/src -I./libuuid/src -DLOCALEDIR='"/usr/share/locale"' -D_PATH_RUNSTATEDIR='"/run"'`,
    `-fsigned-char -fno-common -Wall -Wextra -Wmissing-declarations -Wno-missing-field-initializers`,
    `-Wredundant-decls -Wsign-compare -Wunused-parameter -g -O2${more} -c -o ${object} ${file}`,
  ].join(' ');
}

export const utilLinuxRecipes: Recipe[] = [projectRecipe(project)];
export const utilLinuxConsumers: ConsumerRecipe[] = FILES.map((file) =>
  projectConsumer(project, file, {
    directory: ROOT,
    command: command(file, file.endsWith('/ldattach.c') ? ' -Werror' : ''),
    // What glibc defines beside the kernel is what breaks it.
    ...(file.endsWith('/ldattach.c') && { timeline: GLIBC_STOPS }),
  }),
);
