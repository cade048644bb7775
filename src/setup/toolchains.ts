/** Keeps `generated/toolchains.json`: which toolchains the page can offer now, and how far the others are. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ToolchainList, type ToolchainState } from '../compiler/index.ts';
import { generatedDirectory, writeAtomically } from './generated.ts';

const file = join(generatedDirectory, 'toolchains.json');

/** The list as it stands; empty when there is none yet or it cannot be read. */
export function readToolchains(): ToolchainList {
  const empty: ToolchainList = { format: 1, toolchains: [] };
  if (!existsSync(file)) return empty;
  try {
    return v.parse(ToolchainList, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return empty;
  }
}

/** By family, then by version. */
const inOrder = new Intl.Collator('en', { numeric: true });

/** Replaces the state of one toolchain. */
export function writeToolchainState(state: ToolchainState): void {
  const list = readToolchains();
  const at = list.toolchains.findIndex((other) => other.id === state.id);
  if (at < 0) list.toolchains.push(state);
  else list.toolchains[at] = state;
  list.toolchains.sort((a, b) => inOrder.compare(a.id, b.id));
  writeAtomically(file, `${JSON.stringify(list, null, 1)}\n`);
}

/** Replaces the state of the header snapshots. */
export function writeSnapshotsState(snapshots: NonNullable<ToolchainList['snapshots']>): void {
  writeAtomically(file, `${JSON.stringify({ ...readToolchains(), snapshots }, null, 1)}\n`);
}
