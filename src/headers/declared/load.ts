/** The index of a family, fetched on first use and checked against what the catalogue says. */
import { type Catalogue, DECLARED_FAMILIES, type DeclaredFamily } from '../catalogue.ts';
import { sha256 } from '../tree.ts';
import { decodeIndex } from './decode.ts';
import { IndexCorrupt } from './format.ts';
import type { DeclaredIndex } from './index-of.ts';

const loads = new WeakMap<Catalogue, Map<string, Promise<DeclaredIndex | undefined>>>();

/**
 * @param fetchBytes by address relative to the catalogue.
 * @returns nothing where the catalogue has no index of that family.
 * @throws {IndexCorrupt} when what came is not what the catalogue says, and what `fetchBytes` throws. A load that
 * failed is tried again.
 */
export function loadIndex(
  catalogue: Catalogue,
  family: DeclaredFamily,
  fetchBytes: (url: string) => Promise<Uint8Array>,
): Promise<DeclaredIndex | undefined> {
  let known = loads.get(catalogue);
  if (!known) {
    known = new Map();
    loads.set(catalogue, known);
  }
  let loading = known.get(family);
  if (!loading) {
    loading = load(catalogue, family, fetchBytes);
    loading.catch(() => known.delete(family));
    known.set(family, loading);
  }
  return loading;
}

/** The indexes of all families that have one. Throws as `loadIndex`. */
export async function loadIndexes(
  catalogue: Catalogue,
  fetchBytes: (url: string) => Promise<Uint8Array>,
): Promise<DeclaredIndex[]> {
  const all = await Promise.all(DECLARED_FAMILIES.map((family) => loadIndex(catalogue, family, fetchBytes)));
  return all.filter((index) => index !== undefined);
}

async function load(
  catalogue: Catalogue,
  family: DeclaredFamily,
  fetchBytes: (url: string) => Promise<Uint8Array>,
): Promise<DeclaredIndex | undefined> {
  const ref = catalogue.declared?.find((one) => one.family === family);
  if (!ref) return undefined;
  const bytes = await fetchBytes(ref.url);
  if ((await sha256(bytes)) !== ref.sha256) {
    throw new IndexCorrupt(`the index of ${family} declarations is not what the catalogue says`);
  }
  return decodeIndex(bytes);
}
