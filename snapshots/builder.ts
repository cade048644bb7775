/** Makes snapshots by their recipes, each once, and keeps what was made in the cache under a digest of its recipe. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type CGrammar,
  decodePack,
  encodePack,
  type FileTree,
  openGrammar,
  type PackageOrigin,
  type Snapshot,
  treeHash,
} from '../src/headers/index.ts';
import { projectDirectory } from '../src/setup/generated.ts';
import { cacheFolder, fetchPackages, type PackageRef, unpackPackage } from '../src/setup/index.ts';
import type { Made, Recipe, RecipeTools } from './recipe.ts';

/** A finished snapshot: what the catalogue says of it (but where its pack is), and the pack. */
export interface BuiltSnapshot {
  about: Omit<Snapshot, 'pack'>;
  base?: string;
  /** The snapshot it is for a target, where it is none of its own. */
  forTarget?: NonNullable<Recipe['forTarget']>;
  pack: Uint8Array;
}

const require = createRequire(import.meta.url);

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Digest of the code that decides what something becomes: a change of it makes everything anew. */
export function codeDigest(
  folders: readonly string[] = ['src/headers/edits', 'src/headers/pack', 'snapshots'],
): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(join(projectDirectory, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((file) => /\.(ts|py)$/.test(file)).sort()) {
      hash.update(`${name}\0`).update(readFileSync(join(projectDirectory, folder, name)));
    }
  }
  return hash.digest('hex');
}

export class SnapshotBuilder implements RecipeTools {
  readonly #recipes: ReadonlyMap<string, Recipe>;
  readonly #code = codeDigest();
  readonly #built = new Map<string, Promise<BuiltSnapshot>>();
  readonly #trees = new Map<string, Promise<FileTree>>();
  #grammar: Promise<CGrammar> | undefined;

  constructor(
    recipes: readonly Recipe[],
    readonly say: (step: string) => void = () => {},
  ) {
    this.#recipes = new Map(recipes.map((recipe) => [recipe.id, recipe]));
  }

  #recipe(id: string): Recipe {
    const recipe = this.#recipes.get(id);
    if (!recipe) throw new Error(`There is no recipe for ${id}.`);
    return recipe;
  }

  /** Digest of a recipe with all it is made from. */
  digest(id: string): string {
    const { make: _make, wants: _wants, ...plain } = this.#recipe(id);
    const base = plain.base === undefined ? '' : this.digest(plain.base);
    return sha256(JSON.stringify([this.#code, base, plain]));
  }

  async #folder(id: string): Promise<string> {
    return join(await cacheFolder('snapshots'), `${id}-${this.digest(id).slice(0, 16)}`);
  }

  /** The snapshot as an earlier run left it, or nothing. */
  async kept(id: string): Promise<BuiltSnapshot | undefined> {
    const folder = await this.#folder(id);
    try {
      const kept = JSON.parse(await readFile(join(folder, 'about.json'), 'utf8'));
      return { ...kept, pack: new Uint8Array(await readFile(join(folder, 'pack'))) };
    } catch {
      return undefined;
    }
  }

  /** The snapshot: kept from before, or made now and kept. */
  built(id: string): Promise<BuiltSnapshot> {
    let snapshot = this.#built.get(id);
    if (!snapshot) {
      snapshot = this.kept(id).then((kept) => kept ?? this.#make(id));
      this.#built.set(id, snapshot);
    }
    return snapshot;
  }

  async #make(id: string): Promise<BuiltSnapshot> {
    const recipe = this.#recipe(id);
    this.say(recipe.title);
    const made = await recipe.make(this);
    const base = recipe.base === undefined ? undefined : await this.tree(recipe.base);
    const pack = encodePack(made.tree, base);
    const snapshot: BuiltSnapshot = {
      about: await about(recipe, made),
      ...(recipe.base === undefined ? {} : { base: recipe.base }),
      ...(recipe.forTarget && { forTarget: recipe.forTarget }),
      pack,
    };
    this.#trees.set(id, Promise.resolve(made.tree));
    const folder = await this.#folder(id);
    const temporary = `${folder}.${process.pid}`;
    await mkdir(temporary, { recursive: true });
    await writeFile(join(temporary, 'pack'), pack);
    const { pack: _, ...rest } = snapshot;
    await writeFile(join(temporary, 'about.json'), JSON.stringify(rest));
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    return snapshot;
  }

  tree(id: string): Promise<FileTree> {
    let tree = this.#trees.get(id);
    if (!tree) {
      tree = this.built(id).then(
        async ({ base, pack }) =>
          // Made just now: the tree is at hand.
          this.#trees.get(id) ?? decodePack(pack, base === undefined ? undefined : await this.tree(base)),
      );
    }
    return tree;
  }

  async origins(id: string): Promise<PackageOrigin[]> {
    return (await this.built(id)).about.packages;
  }

  grammar(): Promise<CGrammar> {
    this.#grammar ??= openGrammar({
      runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
      grammar: readFileSync(require.resolve('tree-sitter-c/tree-sitter-c.wasm')),
    });
    return this.#grammar;
  }

  async packages(refs: PackageRef[]): Promise<{ origin: PackageOrigin; folder: string }[]> {
    const fetched = await fetchPackages(refs, { onNotice: this.say });
    return Promise.all(
      fetched.map(async (pkg) => {
        const { version, architecture, suite, sha256, pinned } = pkg;
        const name = architecture ? `${pkg.name}:${architecture}` : pkg.name;
        return { origin: { name, version, suite, sha256, pinned }, folder: await unpackPackage(pkg) };
      }),
    );
  }
}

async function about(recipe: Recipe, made: Made): Promise<BuiltSnapshot['about']> {
  const notice = [recipe.notice, made.notice].filter(Boolean).join(' ');
  return {
    id: recipe.id,
    title: recipe.title,
    family: recipe.family,
    treeHash: await treeHash(made.tree),
    files: made.tree.size,
    bytes: [...made.tree.values()].reduce((sum, bytes) => sum + bytes.length, 0),
    packages: made.packages,
    ...(recipe.derivedFrom ? { derivedFrom: recipe.derivedFrom } : {}),
    ...(notice ? { notice } : {}),
    ...(recipe.kernelCopies ? { kernelCopies: recipe.kernelCopies } : {}),
    ...(recipe.root ? { root: recipe.root } : {}),
  };
}
