/** Ids that exist, nearest to one that does not. */
import { UsageError } from './exit.ts';

/** At most `most` of `ids`, by the number of letters to change, those with the wanted text in them first. */
export function nearest(wanted: string, ids: readonly string[], most = 3): string[] {
  const short = wanted.toLowerCase().slice(0, 200);
  const cost = (id: string) => {
    const low = id.toLowerCase();
    return low.includes(short) || short.includes(low) ? 0 : distance(short, low);
  };
  return ids
    .map((id) => ({ id, cost: cost(id) }))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, most)
    .map(({ id }) => id);
}

/** @throws {UsageError} when `id` is not among `ids`; names the nearest. */
export function requireKnown(what: string, id: string, ids: readonly string[]): void {
  if (ids.includes(id)) return;
  const near = nearest(id, ids);
  throw new UsageError(
    `There is no ${what} called ${JSON.stringify(id)}.${near.length ? ` Nearest: ${near.join(', ')}.` : ''}`,
  );
}

/** Letters to insert, drop or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
