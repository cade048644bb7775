/** The founding case as it is exported. */
import type { Experiment, SaidDiagnostic } from '../../../src/repro/index.ts';
import { readLog } from '../../../src/repro/index.ts';
import { postedLog, postedOutput } from '../../founding/case.ts';
import { FOUNDING } from './founding.ts';

const diagnostics: SaidDiagnostic[] = readLog(postedLog).units[0]!.diagnostics.map(
  ({ severity, message, place }) => ({
    severity,
    message,
    place: place!,
  }),
);

export const EXPERIMENT: Experiment = {
  repro: {
    ...FOUNDING,
    note: 'QEMU no longer compiles once its copy of the kernel headers is updated, because the names of a removed sub-driver are gone.',
  },
  toolchain: { title: 'GCC 8.3.1', hash: '9f1c0a77e3b2486d5f10c2ab94e7d603' },
  headers: [
    { id: 'glibc-2.31', title: 'glibc 2.31', packages: [{ name: 'libc6-dev', version: '2.31-13+deb11u11' }] },
    {
      id: 'nvlink2-removed',
      title: 'nvlink2 removed',
      hash: 'e83a91c7d5024fb6a1937c08de45f2b9',
      packages: [{ name: 'linux-libc-dev', version: '5.10.223-1' }],
      notice: '5.13 merge window, before rc1',
      derivedFrom: {
        title: 'Linux 5.10',
        edits: [
          { kind: 'remove', name: 'VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM' },
          { kind: 'remove', name: 'struct vfio_region_info_cap_nvlink2_ssatgt' },
        ],
      },
    },
    { id: 'qemu-5.2', title: 'QEMU 5.2', packages: [{ name: 'qemu', version: '5.2+dfsg-11+deb11u3' }] },
  ],
  said: { exitCode: 1, plain: postedOutput, diagnostics },
  link: 'https://example.org/undeclared/#r1.gwFTAJ8cCnfjskhtXxDCq5Tn1gMAESIzRFVmd4iZqrvM3e7',
};

const hostile =
  '</pre><script>alert(1)</script>"\'`[x](javascript:alert(1)) <img src=x onerror=alert(1)> @everyone';

/** The same with markup wherever text of a stranger goes. */
export const HOSTILE: Experiment = {
  repro: {
    ...FOUNDING,
    title: hostile,
    note: hostile,
    edits: [{ kind: 'patch', patch: '+++ b/<script>\n' }],
    consumer: {
      files: [{ path: '/src/<script>alert(1)</script>`x`.c', text: `\`\`\`\n</details>${hostile}\n` }],
    },
    command: `gcc '-DX=${hostile.replaceAll("'", '')}' -c a.c`,
    directory: '/src/<b>',
  },
  toolchain: { title: hostile },
  headers: [{ id: 'x', title: hostile, packages: [{ name: hostile, version: hostile }], notice: hostile }],
  said: { exitCode: 1, plain: `${hostile}\n\`\`\`\`\n`, diagnostics: [] },
  link: 'javascript:alert(1)',
};
