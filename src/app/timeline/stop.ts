import type { Snapshot } from '../../headers/index.ts';
import { plural } from '../state/outcome.ts';

/** The second line of a stop: how it was derived, or which package it is. */
export function stopDetail(stop: Snapshot): string {
  const edits = stop.derivedFrom?.edits;
  if (edits?.length) {
    const counts = new Map<string, number>();
    for (const { kind } of edits) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const words = { remove: 'removed', reserve: 'kept', restore: 'put back', patch: 'patched' };
    return [...counts]
      .map(
        ([kind, count]) =>
          `${plural(count, kind === 'patch' ? 'file' : 'name')} ${words[kind as keyof typeof words]}`,
      )
      .join(', ');
  }
  return stop.packages[0]?.version ?? plural(stop.files, 'file');
}
