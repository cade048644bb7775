/**
 * The three headers QEMU's configure and Kconfig write, with the defines the consumers of this set read: a Linux
 * host on x86-64, system emulation of 64-bit POWER.
 */
function header(defines: Record<string, string>): string {
  const lines = Object.entries(defines).map(([name, value]) => `#define ${name} ${value}\n`);
  return `/* What a configured build has here, as far as it is read. */\n${lines.join('')}`;
}

const host = header({
  CONFIG_ATOMIC128: '1',
  CONFIG_ATOMIC64: '1',
  CONFIG_BYTESWAP_H: '1',
  CONFIG_INT128: '1',
  CONFIG_IOVEC: '1',
  CONFIG_LINUX: '1',
  CONFIG_MADVISE: '1',
  CONFIG_POSIX: '1',
  CONFIG_POSIX_MADVISE: '1',
  CONFIG_THREAD_SETNAME_BYTHREAD: '1',
  HOST_X86_64: '1',
});

const target = {
  CONFIG_SOFTMMU: '1',
  CONFIG_TCG: '1',
  TARGET_ABI_DIR: '"ppc"',
  TARGET_NAME: '"ppc64"',
  TARGET_PPC: '1',
  TARGET_PPC64: '1',
  TARGET_SUPPORTS_MTTCG: '1',
};

const devices = header({
  CONFIG_PCI: '1',
  CONFIG_PSERIES: '1',
  CONFIG_VFIO: '1',
  CONFIG_VFIO_PCI: '1',
});

/**
 * The headers by name in the build directory.
 * @param series "5.2", or "7.2", which renamed what says that POWER is big-endian.
 */
export function configHeaders(series: '5.2' | '7.2'): Readonly<Record<string, string>> {
  const bigEndian = series === '5.2' ? 'TARGET_WORDS_BIGENDIAN' : 'TARGET_BIG_ENDIAN';
  return {
    'config-host.h': host,
    'ppc64-softmmu-config-target.h': header({ ...target, [bigEndian]: '1' }),
    'ppc64-softmmu-config-devices.h': devices,
  };
}
