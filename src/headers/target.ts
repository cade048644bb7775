import type { Catalogue } from './catalogue.ts';
import { snapshotFor } from './load.ts';

/**
 * The catalogue with trees and packages as they are for a target, to tell what a compile saw. To load trees from,
 * the catalogue itself is needed: packs are told against trees for x86-64.
 */
export function catalogueFor(catalogue: Catalogue, target: string): Catalogue {
  return { ...catalogue, snapshots: catalogue.snapshots.map((one) => snapshotFor(one, target)) };
}
