/** QEMU 5.2's VFIO code, laid out as the report of May 2021 had it, so that its command line works as posted. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, type PackageRef, readTree } from '../../src/setup/index.ts';
import { LIBCAP_NG, LIBSECCOMP } from '../libraries.ts';
import { LINUX_STOPS } from '../project.ts';
import type { ConsumerRecipe, Made, Recipe, RecipeTools } from '../recipe.ts';
import { BUILD, commandFor, forClang, POSTED_COMMAND, SOURCE } from './command.ts';
import { configHeaders } from './config.ts';
import { generate, qemuSource } from './source.ts';

export const LIBRARIES: PackageRef[] = [
  {
    name: 'libglib2.0-dev',
    suite: 'bullseye',
    version: '2.66.8-1+deb11u4',
    sha256: '6aee47dab59b9adf5a01988bdfced79a629478eeff4902d8de73a93f23b5398f',
  },
  {
    name: 'libpixman-1-dev',
    suite: 'bullseye',
    version: '0.40.0-1.1~deb11u1',
    sha256: '507222a8a26f211f38b8f502f2347242e14c8c995f34afe9fb9af9c6c21997e7',
  },
  {
    name: 'zlib1g-dev',
    suite: 'bullseye',
    version: '1:1.2.11.dfsg-2+deb11u2',
    sha256: 'f49fc849870c4e64fed2794722841ee950c1788f7fe90b3a091e6a098a46cd33',
  },
];

const LINUX_HEADERS = `${SOURCE}/linux-headers`;
/** The files QEMU's scripts/update-linux-headers.sh copies as they are; its other ones it writes itself. */
export const COPIED = [
  'kvm',
  'vfio',
  'vfio_ccw',
  'vfio_zdev',
  'vhost',
  'psci',
  'psp-sev',
  'userfaultfd',
  'mman',
];

const kernelCopies = [
  ...COPIED.map((name) => ({
    from: `/usr/include/linux/${name}.h`,
    to: `${LINUX_HEADERS}/linux/${name}.h`,
  })),
  { from: '/usr/include/asm-generic', to: `${LINUX_HEADERS}/asm-generic` },
  { from: '/usr/include/x86_64-linux-gnu/asm', to: `${LINUX_HEADERS}/asm-x86` },
  { from: '/usr/include/linux/fuse.h', to: `${SOURCE}/include/standard-headers/linux/fuse.h` },
  // configure links the host's asm into the build directory.
  { from: '/usr/include/x86_64-linux-gnu/asm', to: `${BUILD}/linux-headers/asm` },
];

/** Of the source, what consumers may include. */
function wantedOfSource(path: string): boolean {
  const part = path.slice(SOURCE.length + 1);
  if (/^include\//.test(part)) return true;
  if (/^linux-headers\/(linux|asm-generic|asm-x86)\//.test(part)) return true;
  if (/^(tools\/virtiofsd|contrib\/libvhost-user)\/[^/]+\.[ch]$/.test(part)) return true;
  return /^(hw\/vfio\/[^/]+\.[ch]|(target\/ppc|trace|migration|tcg|tcg\/(i386|ppc))\/[^/]+\.h)$/.test(part);
}

async function libraries(tools: RecipeTools): Promise<Made> {
  const unpacked = await tools.packages([...LIBRARIES, LIBSECCOMP, LIBCAP_NG]);
  const tree = new Map<string, Uint8Array>();
  const gio = /^\/usr\/include\/(glib-2\.0\/gio|gio-unix-2\.0)\//;
  for (const { folder } of unpacked) {
    for (const [path, bytes] of await readTree(join(folder, 'usr'), {
      at: '/usr',
      root: folder,
      keep: (file) =>
        (file.endsWith('/') || file.endsWith('.h')) && !gio.test(file) && !file.startsWith('/usr/share/'),
    })) {
      tree.set(path, bytes);
      // Where the report's system, which is not Debian, has it.
      const there = path.replace('/usr/lib/x86_64-linux-gnu/', '/usr/lib64/');
      if (there !== path) tree.set(there, bytes);
    }
  }
  return { tree, packages: unpacked.map(({ origin }) => origin) };
}

async function make(tools: RecipeTools): Promise<Made> {
  const [library, source] = await Promise.all([libraries(tools), qemuSource(tools)]);
  const tree = new Map(library.tree);
  const files = await readTree(source.folder, {
    at: SOURCE,
    root: source.folder,
    keep: (path) => path.endsWith('/') || wantedOfSource(path),
  });
  for (const [path, bytes] of files) {
    tree.set(path, bytes);
    const host = `${LINUX_HEADERS}/asm-x86/`;
    if (path.startsWith(host)) tree.set(`${BUILD}/linux-headers/asm/${path.slice(host.length)}`, bytes);
  }
  const build = await mkdtemp(join(await cacheFolder('downloads'), 'qemu-build-'));
  try {
    await generate(tools, source.folder, build);
    const generated = await readTree(build, {
      at: BUILD,
      root: build,
      keep: (path) =>
        path.endsWith('/') ||
        /\/(qapi\/qapi-((builtin-)?types[^/]*|events-run-state)|trace\/[^/]+)\.h$/.test(path),
    });
    for (const [path, bytes] of generated) tree.set(path, bytes);
  } finally {
    await rm(build, { recursive: true, force: true });
  }
  for (const [name, text] of Object.entries(configHeaders(source.series))) {
    tree.set(`${BUILD}/${name}`, new TextEncoder().encode(text));
  }
  const packages = [source.origin, ...library.packages];
  return source.notice === undefined ? { tree, packages } : { tree, packages, notice: source.notice };
}

export const qemuRecipes: Recipe[] = [
  {
    id: 'qemu-5.2',
    title: 'QEMU 5.2',
    family: 'project',
    root: SOURCE,
    kernelCopies,
    wants: [...LIBRARIES, LIBSECCOMP, LIBCAP_NG],
    inputs: [...LIBRARIES, LIBSECCOMP, LIBCAP_NG],
    make,
  },
];

/** The kernel stops of what used nvlink2. */
export const FOUNDING_STOPS = [
  'linux-5.10',
  'nvlink2-removed',
  'nvlink2-reserved',
  'linux-6.1',
  'linux-6.12',
  'linux-7.2',
  'linux-7.3',
];

function consumer(file: string, title: string, command: string): ConsumerRecipe {
  return {
    id: `qemu-5.2/hw/vfio/${file}`,
    set: 'qemu-5.2',
    title,
    file: `${SOURCE}/hw/vfio/${file}`,
    directory: BUILD,
    command,
    clangCommand: forClang(command),
    headers: ['glibc-2.31', 'nvlink2-removed', 'qemu-5.2'],
    timeline: FOUNDING_STOPS,
    toolchains: ['gcc-8.3.1', 'clang-22'],
  };
}

/** Of the same build; virtiofsd reads the kernel's fuse.h and nothing of VFIO. */
function virtiofsd(file: string): ConsumerRecipe {
  const path = `tools/virtiofsd/${file}`;
  const command = commandFor(file)
    .replaceAll('libqemu-ppc64-softmmu.fa.p/hw_vfio_', 'tools/virtiofsd/virtiofsd.p/')
    .replace(
      '-Ilibqemu-ppc64-softmmu.fa.p',
      '-Itools/virtiofsd/virtiofsd.p -I../../tools/virtiofsd -I../../contrib/libvhost-user',
    )
    .replace(/ -DNEED_CPU_H .*?(?= -MD)/, '')
    .replace(`../../hw/vfio/${file}`, `../../${path}`);
  return {
    ...consumer(file, `QEMU 5.2: ${path}`, command),
    id: `qemu-5.2/${path}`,
    file: `${SOURCE}/${path}`,
    headers: ['glibc-2.31', 'linux-5.10', 'qemu-5.2'],
    timeline: LINUX_STOPS,
  };
}

export const qemuConsumers: ConsumerRecipe[] = [
  consumer('pci-quirks.c', 'QEMU 5.2: hw/vfio/pci-quirks.c', POSTED_COMMAND),
  ...['common.c', 'migration.c', 'pci.c', 'display.c', 'igd.c', 'platform.c', 'spapr.c'].map((file) =>
    consumer(file, `QEMU 5.2: hw/vfio/${file}`, commandFor(file)),
  ),
  ...['amd-xgbe.c', 'calxeda-xgmac.c'].map((file) =>
    consumer(file, `QEMU 5.2: hw/vfio/${file}`, commandFor(file)),
  ),
  ...['fuse_lowlevel.c', 'fuse_virtio.c', 'buffer.c', 'passthrough_ll.c'].map(virtiofsd),
];
