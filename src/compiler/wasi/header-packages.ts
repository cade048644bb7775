/**
 * Header trees as SDK packages. Giving the SDK a package costs about 40 ms a thousand files; mounting one it has
 * costs nothing. So a tree is laid together from packages made before, wherever they fit, and one new package
 * with only what differs. In the mounted union the first package that has a path wins.
 */
import type { Package, Wasmer } from '@wasmer/sdk/browser';
import type { FileTree } from '../../headers/index.ts';
import { emptyCommand } from './stub.ts';

/** A tree and the trees it was laid together from, which other trees may share. */
export interface LayeredTree {
  tree: FileTree;
  layers: readonly FileTree[];
}

interface Layer {
  files: FileTree;
  package: Package;
  bytes: number;
}

/** A layer is taken up again when it saves at least this many files. */
const WORTHWHILE = 16;
/** A layer of fewer files is not kept as a package of its own. */
const SMALL = 40;
/** Bytes of file contents held as packages; beyond it the longest unused are let go. */
const LIMIT = 400 * 2 ** 20;

export class HeaderPackages {
  readonly #wasmer: Pick<Wasmer, 'packages'>;
  /** Longest unused first. */
  #layers: Layer[] = [];
  readonly #mounts = new WeakMap<FileTree, Layer[]>();
  #made = 0;

  constructor(wasmer: Pick<Wasmer, 'packages'>) {
    this.#wasmer = wasmer;
  }

  /** The packages that together show exactly `tree`, first one winning. */
  async mount({ tree, layers }: LayeredTree): Promise<Package[]> {
    let mount = this.#mounts.get(tree);
    if (!mount) {
      const reused = this.#reusable(tree);
      const missing = notShown(tree, reused);
      const made: Layer[] = [];
      for (const origin of layers) {
        const files = new Map([...missing].filter(([path, content]) => same(origin.get(path), content)));
        if (files.size < SMALL || files.size === missing.size) continue;
        for (const path of files.keys()) missing.delete(path);
        made.push(await this.#make(files));
      }
      if (missing.size > 0) made.unshift(await this.#make(missing));
      mount = [...made, ...reused];
      this.#mounts.set(tree, mount);
    }
    this.#touch(mount);
    return mount.map((layer) => layer.package);
  }

  /** One package of `files`, not kept. */
  async pack(files: FileTree): Promise<Package> {
    this.#made++;
    return this.#wasmer.packages.create({
      modules: { none: emptyCommand },
      commands: { [`files-${this.#made}`]: { module: 'none' } },
      files: Object.fromEntries(files),
    });
  }

  async #make(files: FileTree): Promise<Layer> {
    let bytes = 0;
    for (const content of files.values()) bytes += content.length;
    const layer = { files, package: await this.pack(files), bytes };
    this.#layers.push(layer);
    return layer;
  }

  /** Layers made before all of whose paths `tree` has too, and whose contents it mostly has. */
  #reusable(tree: FileTree): Layer[] {
    const candidates = this.#layers
      .filter((layer) => [...layer.files.keys()].every((path) => tree.has(path)))
      .map((layer) => ({ layer, right: right(layer, tree) }))
      .filter(({ layer, right }) => right.length >= WORTHWHILE && right.length * 2 >= layer.files.size)
      .sort((a, b) => b.right.length - a.right.length);
    const chosen: Layer[] = [];
    const shown = new Set<string>();
    for (const { layer, right } of candidates) {
      const gain = right.filter((path) => !shown.has(path));
      if (gain.length < WORTHWHILE) continue;
      chosen.push(layer);
      for (const path of gain) shown.add(path);
    }
    return chosen;
  }

  #touch(used: Layer[]): void {
    this.#layers = [...this.#layers.filter((layer) => !used.includes(layer)), ...used];
    let bytes = this.#layers.reduce((sum, layer) => sum + layer.bytes, 0);
    while (bytes > LIMIT && this.#layers.length > used.length) bytes -= this.#layers.shift()!.bytes;
  }
}

function right(layer: Layer, tree: FileTree): string[] {
  const paths: string[] = [];
  for (const [path, content] of layer.files) if (same(tree.get(path), content)) paths.push(path);
  return paths;
}

/** What of `tree` the mounted layers would not show as it is. */
function notShown(tree: FileTree, layers: readonly Layer[]): Map<string, Uint8Array> {
  const missing = new Map<string, Uint8Array>();
  for (const [path, content] of tree) {
    const shown = layers.find((layer) => layer.files.has(path))?.files.get(path);
    if (!same(shown, content)) missing.set(path, content);
  }
  return missing;
}

function same(a: Uint8Array | undefined, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a?.length !== b.length) return false;
  for (let index = 0; index < b.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
