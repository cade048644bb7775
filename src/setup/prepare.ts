/**
 * Fills public/generated/: first what npm alone gives (runtime, Clang, the demo), then what comes from packages (the
 * header snapshots), last what is built (GCC). Each is skipped in well under a second when it is there already.
 */

import { buildSnapshots } from '../../snapshots/build.ts';
import { stageClang } from '../../wasm/clang/stage.ts';
import { buildGcc } from '../../wasm/gcc/build.ts';
import { gccVersions, stageGcc, titleOf } from '../../wasm/gcc/stage.ts';
import { offerBuiltGccs } from './built-gccs.ts';
import { generatedDirectory } from './generated.ts';
import { stageGrammar } from './grammar.ts';
import { ProgressLine } from './progress.ts';
import { stageSdk } from './sdk.ts';
import { writeSnapshotsState, writeToolchainState } from './toolchains.ts';

/** What a page needs that works with no network and no package client. */
export async function prepareFirst(): Promise<void> {
  stageSdk(generatedDirectory);
  stageGrammar(generatedDirectory);
  await buildSnapshots({ only: 'demo' });
  await stageClang();
}

/**
 * The header snapshots.
 * @returns a sentence that says what is missing and why, or undefined when all are there.
 */
export async function prepareSnapshots(): Promise<string | undefined> {
  const line = new ProgressLine();
  writeSnapshotsState({ state: 'building', detail: 'Fetching header packages' });
  const { missing } = await buildSnapshots({
    only: 'all',
    onProgress: ({ percent, step }) => {
      line.update(`Headers: ${step}`, percent);
      writeSnapshotsState({ state: 'building', detail: step });
    },
  });
  if (missing === undefined) {
    writeSnapshotsState({ state: 'ready' });
    line.done('Headers: ready');
  } else {
    writeSnapshotsState({ state: 'failed', detail: missing });
    line.done(`Headers: ${missing}`);
  }
  return missing;
}

/**
 * One GCC, built unless the cache holds it. The small syntax-only module is offered as soon as it is linked.
 * @throws {Error} when the build failed; the message names the log.
 */
export async function prepareGcc(version: string): Promise<void> {
  const id = `gcc-${version}`;
  const title = titleOf(version);
  const line = new ProgressLine();
  let offered = false;
  const onProgress = ({ percent, step }: { percent: number; step: string }): void => {
    line.update(`${title}: ${step}`, percent);
    if (!offered)
      writeToolchainState({ id, title, state: 'building', percent, detail: step, updated: Date.now() });
  };
  try {
    const first = await buildGcc(version, { onProgress });
    await stageGcc(first);
    offered = true;
    line.done(`${title}: ready`);
    if (first.full !== undefined) return;
    const full = await buildGcc(version, { onProgress, full: true });
    await stageGcc(full);
    line.done(`${title}: ready, with the full module to fall back on`);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (!offered) writeToolchainState({ id, title, state: 'failed', detail });
    line.done(`${title}: ${detail}`);
    throw error;
  }
}

/**
 * Everything, one after the other.
 * @param versions of GCC to build; others are offered when the cache has them.
 * @throws {Error} when something could not be had: what, and why.
 */
export async function prepareAll(versions = gccVersions): Promise<void> {
  await prepareFirst();
  const missing = await prepareSnapshots();
  if (missing !== undefined) throw new Error(missing);
  for (const version of versions) await prepareGcc(version);
  await offerBuiltGccs(versions);
}
