/** Every header the kernel exports, compiled alone, at every stop of the kernel's timeline. */
import { catalogue, wasiCompilers } from '../../laid.ts';
import { type Corpus, type Subject, sample } from '../case.ts';
import { always, layStack } from '../trees.ts';

const exported = /^\/usr\/include\/((?:linux|asm-generic|drm|rdma|sound|mtd|video|xen|misc|scsi)\/.+\.h)$/;

/** The plain ones, not those derived from them. */
function kernels(): string[] {
  return catalogue()
    .snapshots.filter(({ id, derivedFrom }) => id.startsWith('linux-') && !derivedFrom)
    .map(({ id }) => id);
}

/** Below this share only the newest kernel is looked at: laying out the others costs more than the compiles. */
const fewest = 1 / 10;

export const uapi: Corpus = {
  id: 'uapi',
  title: 'Every UAPI header compiled alone, at every kernel',
  async *batches(subject: Subject, share: number) {
    const stops = share < fewest ? kernels().slice(-1) : kernels();
    for (const stop of stops) {
      const paths = await wasiCompilers().listFiles({ headers: [stop], target: subject.target });
      const names = paths.flatMap((path) => exported.exec(path)?.[1] ?? []);
      const chosen = sample(names, share);
      const fileOf = (name: string) => `${name.replaceAll('/', '_')}.c`;
      const sources = new Map(
        chosen.map((name) => [`/headers/${fileOf(name)}`, `#include <${name}>\n`] as const),
      );
      const headers = ['glibc-2.36', stop];
      yield {
        headers,
        cases: chosen.map((name) => ({
          name: `<${name}> at ${stop}`,
          directory: '/headers',
          args: [...always(subject), '-Wall', '-Wextra', fileOf(name)],
        })),
        lay: () => layStack(subject, headers, sources),
      };
    }
  },
};
