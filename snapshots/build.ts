/**
 * Builds `public/generated/catalogue.json` and its packs: `npx tsx snapshots/build.ts`. The built-in example comes
 * first and at once; what needs packages follows.
 */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Catalogue, DECLARED_FAMILIES, type Snapshot } from '../src/headers/index.ts';
import { generatedDirectory, placeBytes, writeAtomically } from '../src/setup/generated.ts';
import { cacheFolder, withLock } from '../src/setup/index.ts';
import { type BuiltSnapshot, SnapshotBuilder } from './builder.ts';
import { type BuiltIndex, buildIndexes, keptIndexes } from './declared.ts';
import { consumers, recipes } from './recipes.ts';

export interface BuildOptions {
  /** `demo`: the built-in example (and what the cache has already). Everything when not given. */
  only?: 'demo' | 'all';
  onProgress?: (progress: { percent: number; step: string }) => void;
  /** Where the catalogue goes: public/generated when not given. */
  directory?: string;
}

export interface Built {
  catalogue: Catalogue;
  /** A sentence that says what is missing and why; absent when everything is there. */
  missing?: string;
}

function write(
  directory: string,
  built: ReadonlyMap<string, BuiltSnapshot>,
  indexes: readonly BuiltIndex[] = [],
): Catalogue {
  const packs = join(directory, 'packs');
  const snapshots: Snapshot[] = [];
  for (const { id } of recipes) {
    const snapshot = built.get(id);
    if (!snapshot || (snapshot.base !== undefined && !built.has(snapshot.base))) continue;
    const { about, base, forTarget } = snapshot;
    const placed = placeBytes(snapshot.pack, packs, id, '.pack');
    const pack = { ...placed, url: `packs/${placed.url}`, ...(base ? { base } : {}) };
    if (!forTarget) {
      snapshots.push({ ...about, pack });
      continue;
    }
    const of = snapshots.find((one) => one.id === forTarget.of);
    if (!of) continue;
    const { treeHash, files, bytes, packages, notice } = about;
    of.targets = {
      ...of.targets,
      [forTarget.target]: { treeHash, files, bytes, pack, packages, ...(notice ? { notice } : {}) },
    };
  }
  const there = new Set(snapshots.map(({ id }) => id));
  const catalogue: Catalogue = {
    format: 1,
    snapshots,
    consumers: consumers.filter(({ set, headers, timeline }) =>
      [set, ...headers, ...timeline].every((id) => there.has(id)),
    ),
    ...(indexes.length && {
      declared: indexes.map(({ family, bytes }) => {
        const placed = placeBytes(bytes, packs, `declared-${family}`, '.index');
        return { ...placed, family, url: `packs/${placed.url}` };
      }),
    }),
  };
  writeAtomically(join(directory, 'catalogue.json'), `${JSON.stringify(catalogue, null, 1)}\n`);
  return catalogue;
}

/** Packs no snapshot of the catalogue uses any more. */
async function prune(directory: string, catalogue: Catalogue): Promise<void> {
  const packs = catalogue.snapshots.flatMap(({ pack, targets = {} }) => [
    pack,
    ...Object.values(targets).map((own) => own.pack),
  ]);
  const used = new Set([...packs, ...(catalogue.declared ?? [])].map(({ url }) => url));
  for (const name of await readdir(join(directory, 'packs'))) {
    if (!used.has(`packs/${name}`)) await rm(join(directory, 'packs', name), { force: true });
  }
}

/**
 * Makes what the cache does not have yet and writes the catalogue. What cannot be made (no packages here, no
 * network) is left out and told in `missing`.
 */
export async function buildSnapshots({
  only = 'all',
  onProgress = () => {},
  directory = generatedDirectory,
}: BuildOptions = {}): Promise<Built> {
  let percent = 0;
  const builder = new SnapshotBuilder(recipes, (step) => onProgress({ percent, step }));
  const built = new Map<string, BuiltSnapshot>();
  for (const { id, builtIn } of recipes) {
    const snapshot = builtIn ? await builder.built(id) : await builder.kept(id);
    if (snapshot) built.set(id, snapshot);
  }
  const kept = await keptIndexes(built);
  let catalogue = write(directory, built, kept);
  if (only === 'demo' || (built.size === recipes.length && kept.length === DECLARED_FAMILIES.length)) {
    if (built.size === recipes.length) await prune(directory, catalogue);
    return { catalogue };
  }
  const reasons = new Set<string>();
  await withLock(await cacheFolder('snapshots'), async () => {
    const wants = recipes.flatMap(({ id, wants = [] }) => (built.has(id) ? [] : wants));
    onProgress({ percent, step: 'fetching packages' });
    // What cannot be had is told by the recipe that needs it.
    await builder.packages(wants).catch(() => undefined);
    for (const [index, { id }] of recipes.entries()) {
      // Fetching is about half of the work.
      percent = 50 + Math.round((index / recipes.length) * 50);
      if (built.has(id)) continue;
      try {
        built.set(id, await builder.built(id));
      } catch (error) {
        reasons.add(error instanceof Error ? error.message : String(error));
      }
    }
    catalogue = write(directory, built, kept);
    onProgress({ percent, step: 'indexing what the headers declare' });
    catalogue = write(directory, built, await buildIndexes(builder, built));
  });
  if (reasons.size === 0) {
    await prune(directory, catalogue);
    onProgress({ percent: 100, step: 'all there' });
    return { catalogue };
  }
  return { catalogue, missing: [...reasons].join(' ') };
}

if (process.argv[1] && existsSync(process.argv[1]) && fileURLToPath(import.meta.url) === process.argv[1]) {
  const { catalogue, missing } = await buildSnapshots({
    onProgress: ({ percent, step }) => console.log(`${String(percent).padStart(3)} % ${step}`),
  });
  for (const { id, files, bytes, pack, targets = {} } of catalogue.snapshots) {
    console.log(`${id}: ${files} files, ${bytes} bytes, ${pack.size} as a pack`);
    for (const [target, own] of Object.entries(targets)) {
      console.log(`  for ${target}: ${own.files} files, ${own.pack.size} as a pack`);
    }
  }
  for (const { family, size } of catalogue.declared ?? []) {
    console.log(`index of ${family} declarations: ${size} bytes`);
  }
  if (missing) {
    console.error(missing);
    process.exitCode = 1;
  }
}
