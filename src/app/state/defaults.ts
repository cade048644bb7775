/** What the page opens by itself, and the repros it starts from. */
import type { ToolchainState } from '../../compiler/index.ts';
import {
  bestToolchain,
  type Catalogue,
  type Consumer,
  consumerRepro,
  ownFilesRepro,
} from '../../headers/index.ts';
import type { Repro } from '../../repro/index.ts';
import { OWN_FILE, OWN_TEXT } from '../consumer/starter.ts';
import { removedNames } from './intro.ts';
import { snapshotById, stopsOf, withStop } from './stack.ts';

export function isReady(toolchains: readonly ToolchainState[], id: string): boolean {
  return toolchains.some((toolchain) => toolchain.id === id && toolchain.state === 'ready');
}

/** A consumer of the catalogue as it is opened: with the best toolchain that is ready. */
export function reproOf(consumer: Consumer, toolchains: readonly ToolchainState[]): Repro {
  return consumerRepro(consumer, bestToolchain(consumer, toolchains));
}

/** A repro of the reader's own files; the page's first one where none are given. */
export function ownRepro(
  catalogue: Catalogue,
  toolchains: readonly ToolchainState[],
  files: readonly { name: string; text: string }[] = [{ name: OWN_FILE, text: OWN_TEXT }],
  toolchain = bestToolchain(undefined, toolchains),
): Repro {
  return ownFilesRepro(catalogue, toolchain, files);
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
