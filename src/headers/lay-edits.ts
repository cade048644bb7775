/** A header stack with the reader's edits made in it. */
import type { Catalogue, HeaderEdit } from './catalogue.ts';
import { applyEdits, type CGrammar } from './edits.ts';
import { snapshotOf } from './load.ts';
import { layStack, replaceInStack } from './stack.ts';
import type { FileTree } from './tree.ts';

/** The ids whose trees `layEdits` needs: the stack's, and the bases that `restore` takes declarations from. */
export function treesForEdits(catalogue: Catalogue, ids: readonly string[]): string[] {
  return [...new Set([...ids, ...baseStack(catalogue, ids)])];
}

/**
 * One tree of a stack with the edits made, in order. They are made in kernel and libc; a project's own copy of the
 * kernel's headers follows the edited kernel. Files no edit touches are the same arrays as in `trees`.
 * @param trees by snapshot id, all of `treesForEdits`.
 * @throws {HeaderEditError} when an edit cannot be made: its subclasses say why.
 */
export function layEdits(
  grammar: CGrammar,
  catalogue: Catalogue,
  ids: readonly string[],
  trees: ReadonlyMap<string, FileTree>,
  edits: readonly HeaderEdit[],
): FileTree {
  if (edits.length === 0) return layStack(catalogue, ids, trees);
  const editable = withoutProjects(catalogue, ids);
  const before = layStack(catalogue, editable, trees);
  const base = layStack(catalogue, withoutProjects(catalogue, baseStack(catalogue, ids)), trees);
  const after = applyEdits(grammar, before, edits, base);

  const editedTrees = new Map(trees);
  const change = (id: string, path: string, bytes: Uint8Array | undefined) => {
    const tree = new Map(editedTrees.get(id));
    if (bytes) tree.set(path, bytes);
    else tree.delete(path);
    editedTrees.set(id, tree);
  };
  for (const [path, bytes] of after) {
    if (before.get(path) === bytes) continue;
    // A header that comes back belongs to the kernel, which stands last.
    const owner = editable.findLast((id) => trees.get(id)?.has(path)) ?? editable.at(-1);
    if (owner !== undefined) change(owner, path, bytes);
  }
  for (const path of before.keys()) {
    if (!after.has(path)) for (const id of editable) change(id, path, undefined);
  }
  return layStack(catalogue, ids, editedTrees);
}

function withoutProjects(catalogue: Catalogue, ids: readonly string[]): string[] {
  return ids.filter((id) => snapshotOf(catalogue, id).family !== 'project');
}

/** The stack with every derived snapshot's base in its place. */
function baseStack(catalogue: Catalogue, ids: readonly string[]): string[] {
  return ids.reduce<string[]>(
    (stack, id) => {
      const from = snapshotOf(catalogue, id).derivedFrom;
      return from ? replaceInStack(catalogue, stack, from.id) : stack;
    },
    [...ids],
  );
}
