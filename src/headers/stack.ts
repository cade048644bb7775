import type { Catalogue, Snapshot } from './catalogue.ts';
import { snapshotOf } from './load.ts';
import type { FileTree } from './tree.ts';

/** A consumer's own file, laid over the headers. */
export interface LaidFile {
  path: string;
  text: string;
}

/** The place a snapshot takes in a stack: only one may stand in each. */
function place(snapshot: Snapshot): 'libc' | 'kernel' | 'project' {
  switch (snapshot.family) {
    case 'glibc':
      return 'libc';
    case 'linux':
    case 'demo':
      return 'kernel';
    case 'project':
      return 'project';
  }
}

function kernelOf(catalogue: Catalogue, ids: readonly string[]): string | undefined {
  return ids.findLast((id) => place(snapshotOf(catalogue, id)) === 'kernel');
}

/**
 * The stack with `stop` in the place of the snapshot of its kind: another kernel (plain or derived) for the kernel,
 * another libc for the libc. Put at the front of its kind's order when the stack had none.
 */
export function replaceInStack(catalogue: Catalogue, ids: readonly string[], stop: string): string[] {
  const kind = place(snapshotOf(catalogue, stop));
  const at = ids.findLastIndex((id) => place(snapshotOf(catalogue, id)) === kind);
  if (at !== -1) return ids.map((id, index) => (index === at ? stop : id));
  const order = ['libc', 'kernel', 'project'];
  const before = ids.findIndex((id) => order.indexOf(place(snapshotOf(catalogue, id))) > order.indexOf(kind));
  return before === -1 ? [...ids, stop] : [...ids.slice(0, before), stop, ...ids.slice(before)];
}

/**
 * One tree of a header stack and a consumer's own files, later ones over earlier ones. Where a project carries its
 * own copy of the kernel's headers, the stack's kernel fills that copy, as the project's own update script would.
 * @param trees by snapshot id.
 * @throws {SnapshotUnavailable} when the catalogue lacks an id, {TypeError} when `trees` does.
 */
export function layStack(
  catalogue: Catalogue,
  ids: readonly string[],
  trees: ReadonlyMap<string, FileTree>,
  files: readonly LaidFile[] = [],
): FileTree {
  const laid = new Map<string, Uint8Array>();
  const treeOf = (id: string): FileTree => {
    const tree = trees.get(id);
    if (!tree) throw new TypeError(`layStack was given no tree for ${id}`);
    return tree;
  };
  const kernel = kernelOf(catalogue, ids);
  for (const id of ids) {
    const snapshot = snapshotOf(catalogue, id);
    for (const [path, bytes] of treeOf(id)) laid.set(path, bytes);
    if (!snapshot.kernelCopies || kernel === undefined) continue;
    const kernelTree = treeOf(kernel);
    for (const path of treeOf(id).keys()) {
      for (const { from, to } of snapshot.kernelCopies) {
        if (path !== to && !path.startsWith(`${to}/`)) continue;
        const fresh = kernelTree.get(from + path.slice(to.length));
        if (fresh) laid.set(path, fresh);
      }
    }
  }
  const encoder = new TextEncoder();
  for (const { path, text } of files) laid.set(path, encoder.encode(text));
  return laid;
}
