/**
 * QEMU 7.2.0, the last Debian source whose VFIO code uses nvlink2: hw/vfio for 64-bit POWER, user emulation of
 * 64-bit RISC-V, and virtiofsd.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, readTree } from '../../src/setup/index.ts';
import { LIBCAP_NG, LIBSECCOMP } from '../libraries.ts';
import { GLIBC_STOPS, LINUX_STOPS, type Project, projectConsumer, projectRecipe } from '../project.ts';
import { forClang } from '../qemu-5.2/command.ts';
import { configHeaders } from '../qemu-5.2/config.ts';
import { COPIED, FOUNDING_STOPS, LIBRARIES } from '../qemu-5.2/recipe.ts';
import { generate, QEMU_7_2 } from '../qemu-5.2/source.ts';
import type { ConsumerRecipe, Recipe, RecipeTools } from '../recipe.ts';
import { userConfig } from './config.ts';

const ROOT = '/usr/src/qemu-7.2';
const BUILD = `${ROOT}/build`;

const VFIO = [
  ...['amd-xgbe', 'calxeda-xgmac', 'common', 'display', 'igd', 'migration', 'pci'].map(
    (name) => `hw/vfio/${name}.c`,
  ),
  ...['pci-quirks', 'platform', 'spapr'].map((name) => `hw/vfio/${name}.c`),
];
const USER = ['linux-user/syscall.c', 'linux-user/fd-trans.c'];
const VIRTIOFSD = [
  ...['buffer', 'fuse_lowlevel', 'fuse_virtio', 'helper', 'passthrough_ll', 'passthrough_seccomp'].map(
    (name) => `tools/virtiofsd/${name}.c`,
  ),
];

const WARNINGS = [
  '-Wall -Winvalid-pch -Werror -std=gnu11 -O2 -g',
  '-isystem ../linux-headers -isystem linux-headers -iquote . -iquote .. -iquote ../include',
  '-iquote ../tcg/i386 -pthread -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64',
  '-D_LARGEFILE_SOURCE -fno-strict-aliasing -fno-common -fwrapv -Wundef -Wwrite-strings -Wmissing-prototypes',
  '-Wstrict-prototypes -Wredundant-decls -Wold-style-declaration -Wold-style-definition -Wtype-limits',
  '-Wformat-security -Wformat-y2k -Winit-self -Wignored-qualifiers -Wempty-body -Wnested-externs -Wendif-labels',
  '-Wexpansion-to-defined -Wimplicit-fallthrough=2 -Wno-missing-include-dirs -Wno-shift-negative-value',
  '-Wno-psabi -fstack-protector-strong -fPIE',
].join(' ');
const GLIB = '-I/usr/include/glib-2.0 -I/usr/lib/x86_64-linux-gnu/glib-2.0/include';

/** The command of one file as meson has it, from the build directory. */
function command(target: string, includes: string, defines: string, path: string): string {
  const object = `${target}.p/${path.replaceAll('/', '_')}.o`;
  return `cc -I${target}.p -I. -I.. ${includes} ${GLIB} ${WARNINGS} ${defines} -MD -MQ ${object} -MF ${object}.d -o ${object} -c ../${path}`;
}

const system = (path: string) =>
  command(
    'libqemu-ppc64-softmmu.fa',
    '-Itarget/ppc -I../target/ppc -Iqapi -Itrace -Iui -Iui/shader -I/usr/include/pixman-1',
    `-isystem../linux-headers -isystemlinux-headers -DNEED_CPU_H '-DCONFIG_TARGET="ppc64-softmmu-config-target.h"' '-DCONFIG_DEVICES="ppc64-softmmu-config-devices.h"'`,
    path,
  );
const user = (path: string) =>
  command(
    'libqemu-riscv64-linux-user.fa',
    '-Itarget/riscv -I../target/riscv -I../common-user/host/x86_64 -I../linux-user/include/host/x86_64 -I../linux-user/include -Ilinux-user -I../linux-user -Ilinux-user/riscv -I../linux-user/riscv -Iqapi -Itrace',
    `-isystem../linux-headers -isystemlinux-headers -DNEED_CPU_H '-DCONFIG_TARGET="riscv64-linux-user-config-target.h"' '-DCONFIG_DEVICES="riscv64-linux-user-config-devices.h"'`,
    path,
  );
const virtiofsd = (path: string) =>
  command(
    'tools/virtiofsd/virtiofsd',
    '-Itools/virtiofsd -I../tools/virtiofsd -I../subprojects/libvhost-user',
    '',
    path,
  );

const LINUX_HEADERS = `${ROOT}/linux-headers`;

async function generated(tools: RecipeTools, source: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const build = await mkdtemp(join(await cacheFolder('downloads'), 'qemu-build-'));
  try {
    await generate(tools, source, build, { hw_vfio: 'hw/vfio/trace-events', root: 'trace-events' });
    const made = await readTree(build, { at: BUILD, root: build, keep: (path) => /(?:\/|\.h)$/.test(path) });
    const asm = await readTree(join(source, 'linux-headers/asm-x86'), {
      at: `${BUILD}/linux-headers/asm`,
      root: source,
    });
    return new Map([...made, ...asm]);
  } finally {
    await rm(build, { recursive: true, force: true });
  }
}

const configs = Object.entries({ ...configHeaders('7.2'), ...userConfig });

const project: Project = {
  id: 'qemu-7.2',
  title: 'QEMU 7.2',
  root: ROOT,
  source: QEMU_7_2,
  parts: [
    ...[
      'include',
      'hw/vfio',
      'linux-headers',
      'target/ppc',
      'target/riscv',
      'tcg',
      'trace',
      'migration',
      'qapi',
    ],
    ...[
      'scripts',
      'trace-events',
      'linux-user',
      'common-user',
      'fpu',
      'disas',
      'tools/virtiofsd',
      'subprojects/libvhost-user',
    ],
  ],
  libraries: [...LIBRARIES, LIBSECCOMP, LIBCAP_NG],
  written: Object.fromEntries(configs.map(([name, text]) => [`${BUILD}/${name}`, text])),
  generate: generated,
  kernelCopies: [
    ...COPIED.map((name) => ({
      from: `/usr/include/linux/${name}.h`,
      to: `${LINUX_HEADERS}/linux/${name}.h`,
    })),
    { from: '/usr/include/asm-generic', to: `${LINUX_HEADERS}/asm-generic` },
    { from: '/usr/include/x86_64-linux-gnu/asm', to: `${LINUX_HEADERS}/asm-x86` },
    { from: '/usr/include/x86_64-linux-gnu/asm', to: `${BUILD}/linux-headers/asm` },
    { from: '/usr/include/linux/fuse.h', to: `${ROOT}/include/standard-headers/linux/fuse.h` },
  ],
  headers: ['glibc-2.36', 'linux-6.1'],
  roots: [...VFIO, ...USER, ...VIRTIOFSD, ...configs.map(([name]) => `build/${name}`)],
};

export const qemu72Recipes: Recipe[] = [projectRecipe(project)];

function consumer(path: string, line: string, timeline: string[]): ConsumerRecipe {
  return projectConsumer(project, path, {
    directory: BUILD,
    command: line,
    clangCommand: forClang(line),
    timeline,
  });
}

export const qemu72Consumers: ConsumerRecipe[] = [
  ...VFIO.map((path) =>
    consumer(path, system(path), path.endsWith('/pci-quirks.c') ? FOUNDING_STOPS : LINUX_STOPS),
  ),
  ...USER.map((path) => consumer(path, user(path), GLIBC_STOPS)),
  ...VIRTIOFSD.map((path) => consumer(path, virtiofsd(path), LINUX_STOPS)),
];
