/** What a stop is compared with when nobody says: what it was before somebody changed it. */
import type { HeaderStack } from '../../compiler/index.ts';
import { type Catalogue, replaceInStack } from '../../headers/index.ts';

/**
 * The stack without the reader's edits where there are some; with the snapshot that the stop was derived from; else
 * with the stop before it, or with the one behind the first.
 * @param stops the timeline, in order.
 * @returns nothing where there is no other stop.
 */
export function earlierStack(
  catalogue: Catalogue,
  { headers, edits = [] }: HeaderStack,
  stops: readonly string[],
): HeaderStack | undefined {
  if (edits.length > 0) return { headers };
  const here = headers.find((id) => stops.includes(id));
  if (here === undefined) return undefined;
  const derivedFrom = (id: string) => catalogue.snapshots.find((one) => one.id === id)?.derivedFrom?.id;
  const plain = stops.filter((id) => derivedFrom(id) === undefined);
  const at = plain.indexOf(here);
  const other = derivedFrom(here) ?? plain[at - 1] ?? plain[at + 1];
  return other === undefined || other === here
    ? undefined
    : { headers: replaceInStack(catalogue, headers, other) };
}
