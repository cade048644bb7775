/** Stops that a repro brings along, taken for what they are made of: a snapshot and edits. */
import type { HeaderEdit, OwnStop, Ref, Repro } from './repro.ts';

export function isOwnStop(id: string): boolean {
  return id.startsWith('own-');
}

/** The header stack with what each stop of the repro's own was made of in its place. */
export function plainHeaders({ headers, stops = [] }: Pick<Repro, 'headers' | 'stops'>): Ref[] {
  return headers.map((ref) => {
    const own = stops.find(({ id }) => id === ref.id);
    return own ? { ...ref, id: own.from } : ref;
  });
}

/** Every edit that is made in the plain stack, in order: those of the stops chosen, then the reader's. */
export function editsInForce({
  headers,
  stops = [],
  edits = [],
}: Pick<Repro, 'headers' | 'stops' | 'edits'>): HeaderEdit[] {
  const chosen = headers.flatMap(({ id }) => stops.find((own) => own.id === id)?.edits ?? []);
  return [...chosen, ...edits];
}

/** The repro standing at what its chosen stops were made of, and with no stops of its own. */
export function withoutOwnStops(repro: Repro): Repro {
  const { stops: _, ...plain } = repro;
  return { ...plain, headers: plainHeaders(repro) };
}

/** The first id that none of `stops` has. */
export function freeStopId(stops: readonly OwnStop[]): string {
  for (let number = 1; ; number++) {
    const id = `own-${number}`;
    if (!stops.some((stop) => stop.id === id)) return id;
  }
}
