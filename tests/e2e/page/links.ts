/** Links as somebody else would have made them, for the tests to open. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consumerRepro, linkDefaults, parseCatalogue } from '../../../src/headers/index.ts';
import { encodeLink, type Repro } from '../../../src/repro/index.ts';
import { generatedDirectory } from '../../../src/setup/generated.ts';
import { consumerId } from '../../founding/case.ts';

const catalogue = () =>
  parseCatalogue(JSON.parse(readFileSync(join(generatedDirectory, 'catalogue.json'), 'utf8')));

/** The founding case, with what is given laid over it. */
export function foundingRepro(changes: Partial<Repro> = {}): Repro {
  const consumer = catalogue().consumers.find(({ id }) => id === consumerId)!;
  return { ...consumerRepro(consumer, 'gcc-8.3.1'), ...changes };
}

export const ownRepro: Repro = {
  schema: 1,
  title: 'A file of somebody’s own',
  note: 'Look at the third line.',
  toolchain: { id: 'gcc-8.3.1' },
  headers: [{ id: 'glibc-2.36' }, { id: 'linux-6.1' }],
  consumer: {
    files: [{ path: '/home/reader/own.c', text: '#include <linux/vfio.h>\n\nint x = VFIO_NOWHERE;\n' }],
  },
  command: 'gcc -Wall -c own.c',
  directory: '/home/reader',
};

/** `#r1.…` */
export async function fragmentOf(repro: Repro): Promise<string> {
  const known = catalogue();
  return `#${await encodeLink(repro, { defaults: (id) => linkDefaults(known, id) })}`;
}
