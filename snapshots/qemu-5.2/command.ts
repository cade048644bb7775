/** Where the report of May 2021 had QEMU, and the command line it posted, word for word. */
export const SOURCE = '/home/greg/Work/qemu/qemu-virtiofs';
/** Two levels below the source, as the report's file names say. */
export const BUILD = `${SOURCE}/build/nvlink`;

export const POSTED_COMMAND = [
  'cc -Ilibqemu-ppc64-softmmu.fa.p -I. -I../.. -Itarget/ppc -I../../target/ppc -I../../capstone/include/capstone',
  '-Iqapi -Itrace -Iui -Iui/shader -I/usr/include/pixman-1 -I/usr/include/glib-2.0',
  '-I/usr/lib64/glib-2.0/include -fdiagnostics-color=auto -pipe -Wall -Winvalid-pch -Werror -std=gnu99 -O2 -g',
  '-isystem /home/greg/Work/qemu/qemu-virtiofs/linux-headers -isystem linux-headers -iquote .',
  '-iquote /home/greg/Work/qemu/qemu-virtiofs -iquote /home/greg/Work/qemu/qemu-virtiofs/include',
  '-iquote /home/greg/Work/qemu/qemu-virtiofs/disas/libvixl',
  '-iquote /home/greg/Work/qemu/qemu-virtiofs/tcg/ppc -iquote /home/greg/Work/qemu/qemu-virtiofs/accel/tcg',
  '-pthread -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_LARGEFILE_SOURCE',
  '-Wstrict-prototypes -Wredundant-decls -Wundef -Wwrite-strings -Wmissing-prototypes -fno-strict-aliasing',
  '-fno-common -fwrapv -Wold-style-declaration -Wold-style-definition -Wtype-limits -Wformat-security',
  '-Wformat-y2k -Winit-self -Wignored-qualifiers -Wempty-body -Wnested-externs -Wendif-labels',
  '-Wexpansion-to-defined -Wimplicit-fallthrough=2 -Wno-missing-include-dirs -Wno-shift-negative-value',
  '-Wno-psabi -fstack-protector-strong -fPIC -isystem../../linux-headers -isystemlinux-headers -DNEED_CPU_H',
  `'-DCONFIG_TARGET="ppc64-softmmu-config-target.h"' '-DCONFIG_DEVICES="ppc64-softmmu-config-devices.h"'`,
  '-MD -MQ libqemu-ppc64-softmmu.fa.p/hw_vfio_pci-quirks.c.o',
  '-MF libqemu-ppc64-softmmu.fa.p/hw_vfio_pci-quirks.c.o.d',
  '-o libqemu-ppc64-softmmu.fa.p/hw_vfio_pci-quirks.c.o -c ../../hw/vfio/pci-quirks.c',
].join(' ');

/**
 * What the same build runs with Clang: configure asks the compiler which warnings it knows, leaves out the two only
 * GCC has, and turns off three that Clang alone gives by default.
 */
export function forClang(command: string): string {
  return command
    .replace(/^cc /, 'clang ')
    .replace(' -Wold-style-declaration', '')
    .replace(
      ' -Wimplicit-fallthrough=2',
      ' -Wno-initializer-overrides -Wno-string-plus-int -Wno-typedef-redefinition',
    );
}

/** The same build's command for another file of hw/vfio; the code generator is the one of an x86-64 host. */
export function commandFor(file: string): string {
  return POSTED_COMMAND.replaceAll('pci-quirks.c', file).replace('/tcg/ppc', '/tcg/i386');
}
