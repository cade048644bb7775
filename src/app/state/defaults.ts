/** What the page opens by itself, and the repros it starts from. */
import type { ToolchainState } from '../../compiler/index.ts';
import { type Catalogue, type Consumer, commandOf } from '../../headers/index.ts';
import type { Repro } from '../../repro/index.ts';
import { OWN_DIRECTORY, OWN_FILE, OWN_TEXT, ownCommand } from '../consumer/starter.ts';
import { removedNames } from './intro.ts';
import { snapshotById, stopsOf, withStop } from './stack.ts';

export function isReady(toolchains: readonly ToolchainState[], id: string): boolean {
  return toolchains.some((toolchain) => toolchain.id === id && toolchain.state === 'ready');
}

/** The best ready toolchain for a consumer, else the best it can hope for. */
export function toolchainFor(consumer: Consumer | undefined, toolchains: readonly ToolchainState[]): string {
  const wanted = consumer?.toolchains ?? [];
  const ready = toolchains.filter((toolchain) => toolchain.state === 'ready').map(({ id }) => id);
  return wanted.find((id) => ready.includes(id)) ?? ready[0] ?? wanted[0] ?? toolchains[0]?.id ?? 'clang-22';
}

export function reproOf(consumer: Consumer, toolchains: readonly ToolchainState[]): Repro {
  const toolchain = toolchainFor(consumer, toolchains);
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

/** A repro of the reader's own files, against the newest kernel and libc, or against the demo where that is all. */
export function ownRepro(
  catalogue: Catalogue,
  toolchains: readonly ToolchainState[],
  files: { name: string; text: string }[] = [{ name: OWN_FILE, text: OWN_TEXT }],
  toolchain = toolchainFor(undefined, toolchains),
): Repro {
  const main = (files.find(({ name }) => /\.c$/i.test(name)) ?? files[0]!).name;
  const newest = (family: 'glibc' | 'linux') =>
    catalogue.snapshots.filter((snapshot) => snapshot.family === family && !snapshot.derivedFrom).at(-1)?.id;
  const stack = [newest('glibc'), newest('linux')].filter((id) => id !== undefined);
  const demo = catalogue.consumers[0];
  return {
    schema: 1,
    title: main,
    note: '',
    toolchain: { id: toolchain },
    headers: (stack.length ? stack : (demo?.headers ?? [])).map((id) => ({ id })),
    consumer: { files: files.map(({ name, text }) => ({ path: `${OWN_DIRECTORY}/${name}`, text })) },
    command: ownCommand(main),
    directory: OWN_DIRECTORY,
  };
}

/**
 * The first consumer whose best toolchain is ready, the catalogue's order being that of interest; a real project
 * comes before the demo even with a second-best toolchain.
 */
export function defaultRepro(catalogue: Catalogue, toolchains: readonly ToolchainState[]): Repro {
  const usable = catalogue.consumers.filter((consumer) =>
    consumer.toolchains.some((id) => isReady(toolchains, id)),
  );
  const pool = usable.length ? usable : catalogue.consumers;
  const isDemo = ({ timeline }: Consumer) =>
    timeline.some((id) => snapshotById(catalogue, id)?.family === 'demo');
  const consumer = pool.find((candidate) => !isDemo(candidate)) ?? pool[0];
  if (!consumer) return ownRepro(catalogue, toolchains);
  // The page opens where something breaks: that is what there is to see.
  const repro = reproOf(consumer, toolchains);
  const stops = stopsOf(repro, catalogue);
  const breaking = stops.find((stop) => removedNames(stop) > 0);
  return breaking ? withStop(repro, stops, breaking.id) : repro;
}

/** A default of an earlier visit, or the default of today where that is another consumer or toolchain. */
export function upgradedDefault(stored: Repro, best: Repro): Repro {
  const same =
    stored.consumer.catalogue === best.consumer.catalogue && stored.toolchain.id === best.toolchain.id;
  return same ? stored : best;
}
