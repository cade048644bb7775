/** The founding case as a repro, and a catalogue of its kind, for tests. */
import type { ConsumerDefaults, LinkContext, Repro } from '../../../src/repro/index.ts';
import { postedCommand } from '../../founding/case.ts';

export const CONSUMER = 'qemu-5.2/hw/vfio/pci-quirks.c';
export const FILE = '/build/qemu-5.2/hw/vfio/pci-quirks.c';

/** A text as long as the real file: 62 KB. */
export const ORIGINAL = Array.from(
  { length: 1700 },
  (_, i) => `static int quirk_${i}(VFIOPCIDevice *vdev) { return ${(i * 7919) % 4093}; }\n`,
).join('');

export const DEFAULTS: ConsumerDefaults = {
  title: 'QEMU 5.2: hw/vfio/pci-quirks.c',
  toolchain: { id: 'gcc-8.3.1' },
  headers: [{ id: 'glibc-2.31' }, { id: 'linux-5.10' }, { id: 'qemu-5.2' }],
  command: postedCommand,
  directory: '/build/qemu-5.2/build/x',
};

export const CONTEXT: LinkContext = {
  defaults: (consumer) => (consumer === CONSUMER ? DEFAULTS : undefined),
  original: async (_consumer, path) => (path === FILE ? ORIGINAL : undefined),
};

const file = '../../hw/vfio/pci-quirks.c';
const places = [
  [1596, 36],
  [1602, 44],
  [1623, 49],
  [1645, 36],
  [1652, 36],
  [1660, 36],
  [1684, 52],
  [1690, 54],
] as const;

export const FOUNDING: Repro = {
  schema: 1,
  title: 'QEMU 5.2: hw/vfio/pci-quirks.c',
  note: '',
  toolchain: { id: 'gcc-8.3.1', hash: '9f1c0a77e3b2486d5f10c2ab94e7d603' },
  headers: [
    { id: 'glibc-2.31', hash: '00112233445566778899aabbccddeeff' },
    { id: 'nvlink2-removed', hash: 'e83a91c7d5024fb6a1937c08de45f2b9' },
    { id: 'qemu-5.2', hash: '7b5dd20e9c6148f3b0a6f917c25e83da' },
  ],
  consumer: { catalogue: CONSUMER, files: [] },
  command: DEFAULTS.command!,
  directory: DEFAULTS.directory!,
  expect: {
    exitCode: 1,
    output: 'c4d86a0f2b7e913584e1d97f60ab35c2',
    diagnostics: places.flatMap(([line, column], i) => {
      const error = { severity: 'error' as const, place: { file, line, column } };
      return i === 0 ? [error, { ...error, severity: 'note' as const }] : [error];
    }),
  },
};
