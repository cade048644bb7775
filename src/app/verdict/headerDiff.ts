/** What differs between two header stacks in the files one compile read. */
import { structuredPatch } from 'diff';
import type { HeaderEdit, Snapshot } from '../../headers/index.ts';
import type { Provenance } from '../state/provenance.ts';

export interface DiffLine {
  kind: 'same' | 'removed' | 'added' | 'hunk';
  text: string;
}

export interface FileDiff {
  path: string;
  added: number;
  removed: number;
  /** Undefined where the two are too different to be compared line by line in reasonable time. */
  lines: DiffLine[] | undefined;
  /** Only one of the two stacks has the file. */
  only: 'before' | 'after' | undefined;
}

/** Time one file's comparison may take, in ms. */
const LIMIT = 1500;

/**
 * Differences in `paths` from the stack `before` to `after`, one by one as they are found. Files that both stacks
 * take from the same snapshot are not even read; `edits` are made in both.
 */
export async function* headerDiffs(
  provenance: Provenance,
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  paths: readonly string[],
  edits: readonly HeaderEdit[] = [],
): AsyncGenerator<FileDiff> {
  for (const path of [...paths].sort()) {
    const [old, now] = await Promise.all([provenance.owner(before, path), provenance.owner(after, path)]);
    if (old.from?.id === now.from?.id) continue;
    const [oldBytes, nowBytes] = await Promise.all([
      provenance.read(before, path, edits),
      provenance.read(after, path, edits),
    ]);
    const oldText = oldBytes && decode(oldBytes);
    const nowText = nowBytes && decode(nowBytes);
    if (oldText === nowText) continue;
    yield await fileDiff(path, oldText, nowText);
  }
}

export async function fileDiff(
  path: string,
  before: string | undefined,
  after: string | undefined,
): Promise<FileDiff> {
  const only = before === undefined ? 'after' : after === undefined ? 'before' : undefined;
  const patch = await new Promise<ReturnType<typeof structuredPatch> | undefined>((resolve) => {
    structuredPatch(path, path, before ?? '', after ?? '', '', '', {
      context: 3,
      timeout: LIMIT,
      // With a callback the comparison lets the page breathe in between.
      callback: (result) => resolve(result ?? undefined),
    });
  });
  if (!patch) return { path, added: 0, removed: 0, lines: undefined, only };
  const lines: DiffLine[] = [];
  let added = 0;
  let removed = 0;
  for (const hunk of patch.hunks) {
    lines.push({
      kind: 'hunk',
      text: `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    });
    for (const line of hunk.lines) {
      const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same';
      if (kind === 'added') added++;
      else if (kind === 'removed') removed++;
      lines.push({ kind, text: line });
    }
  }
  return { path, added, removed, lines, only };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
