/** Stops that a repro brings along, seen as snapshots derived from those of the catalogue. */
import { isOwnStop, type OwnStop } from '../repro/index.ts';
import type { Catalogue, HeaderEdit, Snapshot } from './catalogue.ts';

/**
 * The catalogue as a repro sees it: each stop of its own stands behind what it was made of. Those made of nothing the
 * catalogue has are left out. What is said of size and hash is that of what they were made of: nothing is packed.
 */
export function withOwnStops(catalogue: Catalogue, stops: readonly OwnStop[] = []): Catalogue {
  if (stops.length === 0) return catalogue;
  const snapshots = catalogue.snapshots.flatMap((snapshot) => [
    snapshot,
    ...stops.filter(({ from }) => from === snapshot.id).map((own) => ownSnapshot(own, snapshot)),
  ]);
  return { ...catalogue, snapshots };
}

function ownSnapshot({ id, title, from, edits }: OwnStop, base: Snapshot): Snapshot {
  const { notice: _, ...same } = base;
  return { ...same, id, title, derivedFrom: { id: from, edits } };
}

/** A stop's id among those of a timeline: behind what it was made of. Others are left out. */
export function timelineWith(timeline: readonly string[], stops: readonly OwnStop[] = []): string[] {
  return timeline.flatMap((id) => [id, ...stops.filter(({ from }) => from === id).map((own) => own.id)]);
}

/** What a derived snapshot was made of in the end, without any edits. */
export function plainSnapshot(catalogue: Catalogue, snapshot: Snapshot): Snapshot {
  let plain = snapshot;
  for (let depth = 0; plain.derivedFrom && depth < 8; depth++) {
    const { id } = plain.derivedFrom;
    const base = catalogue.snapshots.find((one) => one.id === id);
    if (!base) break;
    plain = base;
  }
  return plain;
}

/** A stack of snapshots as a compiler is asked for it: what stops of a repro's own were made of, and their edits. */
export function plainStack(
  snapshots: readonly Snapshot[],
  edits: readonly HeaderEdit[] = [],
): { headers: string[]; edits: HeaderEdit[] } {
  const own = snapshots.filter(({ id }) => isOwnStop(id));
  return {
    headers: snapshots.map((one) => (own.includes(one) ? one.derivedFrom!.id : one.id)),
    edits: [...own.flatMap(({ derivedFrom }) => derivedFrom!.edits), ...edits],
  };
}
