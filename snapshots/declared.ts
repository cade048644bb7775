/** The indexes of what each family's snapshots declare, made once and kept in the cache under a digest. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  DECLARED_FAMILIES,
  type DeclaredFamily,
  encodeIndex,
  type FileTree,
  gather,
  type Snapshot,
} from '../src/headers/index.ts';
import { cacheFolder } from '../src/setup/index.ts';
import { type BuiltSnapshot, codeDigest, type SnapshotBuilder } from './builder.ts';

export interface BuiltIndex {
  family: DeclaredFamily;
  bytes: Uint8Array;
}

function isOf(family: DeclaredFamily, { id, family: own }: Pick<Snapshot, 'id' | 'family'>): boolean {
  return family === 'qemu' ? own === 'project' && id.startsWith('qemu-') : own === family;
}

/** Of a project its own headers by their path in it; what it carries of the kernel's is the kernel's. */
function indexedTree(tree: FileTree, { root }: Pick<Snapshot, 'root'>): FileTree {
  if (root === undefined) return tree;
  const own = [...tree].filter(
    ([path]) => path.startsWith(`${root}/`) && !/\/(?:linux|standard)-headers\//.test(path),
  );
  return new Map(own.map(([path, bytes]) => [path.slice(root.length + 1), bytes]));
}

/** The stops of a family, a derived one behind what it derives from, as timelines have them. */
function stopsOf(family: DeclaredFamily, built: ReadonlyMap<string, BuiltSnapshot>): string[] {
  const all = [...built.values()].flatMap(({ about, forTarget }) =>
    !forTarget && isOf(family, about) ? [about] : [],
  );
  const plain = all.filter(({ derivedFrom }) => !derivedFrom);
  return plain.flatMap(({ id }) => [
    id,
    ...all.filter(({ derivedFrom }) => derivedFrom?.id === id).map((about) => about.id),
  ]);
}

async function fileOf(stops: readonly string[], built: ReadonlyMap<string, BuiltSnapshot>): Promise<string> {
  const code = codeDigest(['src/headers/declared', 'src/headers/edits']);
  const trees = stops.map((id) => [id, built.get(id)!.about.treeHash]);
  const digest = createHash('sha256')
    .update(JSON.stringify([code, trees]))
    .digest('hex');
  return join(await cacheFolder('declared'), `${digest.slice(0, 16)}.index`);
}

/** Those indexes an earlier run left for these very snapshots. */
export async function keptIndexes(built: ReadonlyMap<string, BuiltSnapshot>): Promise<BuiltIndex[]> {
  const kept: BuiltIndex[] = [];
  for (const family of DECLARED_FAMILIES) {
    const stops = stopsOf(family, built);
    const bytes = await readFile(await fileOf(stops, built)).catch(() => undefined);
    if (stops.length && bytes) kept.push({ family, bytes: new Uint8Array(bytes) });
  }
  return kept;
}

/** The indexes of all families that have a snapshot: kept from before, or made now and kept. */
export async function buildIndexes(
  builder: SnapshotBuilder,
  built: ReadonlyMap<string, BuiltSnapshot>,
): Promise<BuiltIndex[]> {
  const kept = await keptIndexes(built);
  const indexes: BuiltIndex[] = [];
  for (const family of DECLARED_FAMILIES) {
    const known = kept.find((one) => one.family === family);
    const stops = stopsOf(family, built);
    if (known) indexes.push(known);
    else if (stops.length) {
      const trees = await Promise.all(
        stops.map(async (id) => ({ id, tree: indexedTree(await builder.tree(id), built.get(id)!.about) })),
      );
      const bytes = encodeIndex(gather(await builder.grammar(), trees));
      const file = await fileOf(stops, built);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.${process.pid}`, bytes);
      await rename(`${file}.${process.pid}`, file);
      indexes.push({ family, bytes });
    }
  }
  return indexes;
}
