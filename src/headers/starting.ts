/**
 * The repros everything starts from, the same for the page and the command line: a catalogue consumer as it is
 * listed, and files of the reader's own.
 */
import type { ConsumerDefaults, Repro } from '../repro/index.ts';
import { type Catalogue, type Consumer, commandOf } from './catalogue.ts';

/** Where the reader's own files stand in the tree. */
export const OWN_FILES_DIRECTORY = '/home/reader';

/** A toolchain as far as choosing one needs it. */
export interface OfferedToolchain {
  id: string;
  state: string;
}

/** The best ready toolchain for a consumer, else any ready one, else the best it can hope for. */
export function bestToolchain(
  consumer: Pick<Consumer, 'toolchains'> | undefined,
  toolchains: readonly OfferedToolchain[],
): string {
  const wanted = consumer?.toolchains ?? [];
  const ready = toolchains.filter(({ state }) => state === 'ready').map(({ id }) => id);
  return wanted.find((id) => ready.includes(id)) ?? ready[0] ?? wanted[0] ?? toolchains[0]?.id ?? 'clang-22';
}

/** A catalogue consumer as it is listed, with `toolchain`. */
export function consumerRepro(consumer: Consumer, toolchain: string): Repro {
  return {
    schema: 1,
    title: consumer.title,
    note: '',
    toolchain: { id: toolchain },
    headers: consumer.headers.map((id) => ({ id })),
    consumer: { catalogue: consumer.id, files: [] },
    command: commandOf(consumer, toolchain),
    directory: consumer.directory,
  };
}

/** Files by name in `directory`, the first `.c` compiled, against `newestStack`. */
export function ownFilesRepro(
  catalogue: Catalogue,
  toolchain: string,
  files: readonly { name: string; text: string }[],
  directory: string = OWN_FILES_DIRECTORY,
): Repro {
  const main = (files.find(({ name }) => /\.c$/i.test(name)) ?? files[0])?.name ?? 'consumer.c';
  const below = directory === '/' ? '' : directory;
  return {
    schema: 1,
    title: main,
    note: '',
    toolchain: { id: toolchain },
    headers: newestStack(catalogue).map((id) => ({ id })),
    consumer: { files: files.map(({ name, text }) => ({ path: `${below}/${name}`, text })) },
    command: `gcc -Wall -Wextra -O2 -c ${main}`,
    directory,
  };
}

/** The newest libc and kernel, or the stack of the catalogue's first consumer where there is neither. */
export function newestStack(catalogue: Catalogue): string[] {
  const newest = (family: 'glibc' | 'linux') =>
    catalogue.snapshots.filter((snapshot) => snapshot.family === family && !snapshot.derivedFrom).at(-1)?.id;
  const stack = [newest('glibc'), newest('linux')].filter((id) => id !== undefined);
  return stack.length ? stack : [...(catalogue.consumers[0]?.headers ?? [])];
}

/**
 * What a link may leave out of a repro of a catalogue consumer. It must not depend on what is ready on the machine
 * that makes the link: the consumer's first toolchain counts.
 */
export function linkDefaults(catalogue: Catalogue, id: string): ConsumerDefaults | undefined {
  const consumer = catalogue.consumers.find((one) => one.id === id);
  return consumer && consumerRepro(consumer, bestToolchain(consumer, []));
}
