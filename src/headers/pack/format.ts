/**
 * A pack: a file tree as gzip of `length of the table (u32, little endian)`, the table (JSON), the bytes it tells of.
 * A delta pack tells the tree against a base tree: files it does not name are as in the base.
 */
import * as v from 'valibot';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `['file', path, length]`: the next `length` bytes. */
const WholeFile = v.tuple([v.literal('file'), v.string(), Count]);
/** `['same', path, other]`: the bytes of `other`, a file told before in this pack, or else one of the base. */
const SameFile = v.tuple([v.literal('same'), v.string(), v.string()]);
/**
 * `['lines', path, [skip, copy, insert, …]]`: from the base's file of that path leave out `skip` lines, take `copy`
 * lines, then the next `insert` bytes of the pack; again and again.
 */
const ChangedFile = v.tuple([v.literal('lines'), v.string(), v.array(Count)]);

export const PackTable = v.object({
  format: v.literal(1),
  delta: v.boolean(),
  entries: v.array(v.union([WholeFile, SameFile, ChangedFile])),
  removed: v.array(v.string()),
});
export type PackTable = v.InferOutput<typeof PackTable>;
export type PackEntry = PackTable['entries'][number];

/** What a pack may unpack to at most. */
export interface PackLimits {
  files: number;
  /** Of the unpacked tree, and of the pack's own unpacked bytes. */
  bytes: number;
}

export const DEFAULT_LIMITS: PackLimits = { files: 20_000, bytes: 128 * 1024 * 1024 };

/** The bytes are not a pack this program made, or not one for this base. */
export class PackCorrupt extends Error {
  override name = 'PackCorrupt';
}

/** Ends (exclusive) of the lines of `bytes`, line feeds included; the last line may lack one. */
export function lineEnds(bytes: Uint8Array): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) ends.push(at + 1);
  if (bytes.length > (ends.at(-1) ?? 0)) ends.push(bytes.length);
  return ends;
}

/** Why `path` may not stand in a tree, or nothing. */
export function pathFault(path: string): string | undefined {
  if (!path.startsWith('/')) return 'is not absolute';
  if (path.includes('\0')) return 'holds a NUL';
  if (path.length > 1024) return 'is too long';
  for (const part of path.slice(1).split('/')) {
    if (part === '' || part === '.' || part === '..') return 'is not in its plain form';
  }
  return undefined;
}

/** A path that is both a file and the folder of another file, or nothing. */
export function fileAndFolder(paths: Iterable<string>): string | undefined {
  const files = new Set(paths);
  const seen = new Set<string>();
  for (const path of files) {
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      const folder = path.slice(0, cut);
      if (seen.has(folder)) break;
      if (files.has(folder)) return folder;
      seen.add(folder);
    }
  }
  return undefined;
}
