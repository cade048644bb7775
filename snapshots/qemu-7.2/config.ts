/** What QEMU 7.2's configure writes for user emulation and tools beside what system emulation reads. */
const defines = (names: readonly string[]) => names.map((name) => `#define ${name} 1\n`).join('');

/** Of what a host of glibc 2.36 and Linux 6.1 has, what user emulation and the tools read. */
const HOST = [
  ...[
    'ACCEPT4',
    'ATOMIC64',
    'ATTR',
    'BYTESWAP_H',
    'CLOCK_ADJTIME',
    'DUP3',
    'EPOLL',
    'EPOLL_CREATE1',
    'EVENTFD',
  ],
  ...[
    'FALLOCATE',
    'FALLOCATE_PUNCH_HOLE',
    'FALLOCATE_ZERO_RANGE',
    'FDATASYNC',
    'FIEMAP',
    'GETRANDOM',
    'INOTIFY',
  ],
  ...['INOTIFY1', 'INT128', 'IOVEC', 'LINUX', 'LINUX_MAGIC_H', 'MADVISE', 'MEMFD', 'OPEN_BY_HANDLE', 'PIPE2'],
  ...[
    'POSIX',
    'POSIX_FALLOCATE',
    'POSIX_MADVISE',
    'PPOLL',
    'PRCTL_PR_SET_TIMERSLACK',
    'RTNETLINK',
    'SECCOMP',
  ],
  ...['SENDFILE', 'SETNS', 'SIGNALFD', 'SPLICE', 'STATX', 'SYNCFS', 'SYNC_FILE_RANGE', 'SYSMACROS'],
  ...['THREAD_SETNAME_BYTHREAD', 'TIMERFD', 'USBFS', 'LIBCAP_NG', 'VHOST', 'VHOST_USER'],
].map((name) => `CONFIG_${name}`);

/** By name in the build directory. */
export const userConfig: Readonly<Record<string, string>> = {
  'config-host.h': `/* What a configured build has here, as far as it is read. */
${defines([...HOST, 'HOST_X86_64'])}`,
  'config-poison.h': '/* Targets whose names common code must not use: none is named here. */\n',
  'qemu-version.h': '#define QEMU_PKGVERSION ""\n#define QEMU_FULL_VERSION "7.2.0"\n',
  'riscv64-linux-user-config-target.h': `/* What a configured build has here, as far as it is read. */
${defines(['CONFIG_LINUX_USER', 'CONFIG_USER_ONLY', 'CONFIG_TCG', 'TARGET_RISCV', 'TARGET_RISCV64'])}#define TARGET_ABI_DIR "riscv"
#define TARGET_BIG_ENDIAN 0
#define TARGET_NAME "riscv64"
`,
  'riscv64-linux-user-config-devices.h': '/* User emulation has no devices. */\n',
};
