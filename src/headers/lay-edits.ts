/** The reader's edits of a header stack, as files to lay over it. */
import type { Catalogue, HeaderEdit } from './catalogue.ts';
import { applyEdits, type CGrammar, EditImpossible } from './edits.ts';
import { snapshotOf } from './load.ts';
import { type LaidFile, layStack, replaceInStack } from './stack.ts';
import type { FileTree } from './tree.ts';

/** The ids whose trees `layEdits` needs: the stack's, and the bases that `restore` takes declarations from. */
export function treesForEdits(catalogue: Catalogue, ids: readonly string[]): string[] {
  return [...new Set([...ids, ...baseStack(catalogue, ids)])];
}

/**
 * The headers of a stack that the edits change, as they then are, sorted by path. Edits are made in kernel and libc;
 * a project's own copy of the kernel's headers follows the edited kernel.
 * @param trees by snapshot id, all of `treesForEdits`.
 * @throws {NameNotDeclared} when neither kernel nor libc declares a name.
 * @throws {EditImpossible} for patches, and for a header that is no UTF-8.
 */
export function layEdits(
  grammar: CGrammar,
  catalogue: Catalogue,
  ids: readonly string[],
  trees: ReadonlyMap<string, FileTree>,
  edits: readonly HeaderEdit[],
): LaidFile[] {
  if (edits.length === 0) return [];
  const editable = withoutProjects(catalogue, ids);
  const before = layStack(catalogue, editable, trees);
  const base = layStack(catalogue, withoutProjects(catalogue, baseStack(catalogue, ids)), trees);
  const after = applyEdits(grammar, before, edits, base);

  const editedTrees = new Map(trees);
  for (const [path, bytes] of after) {
    if (before.get(path) === bytes) continue;
    // A header that comes back belongs to the kernel, which stands last.
    const owner = editable.findLast((id) => trees.get(id)?.has(path)) ?? editable.at(-1);
    if (owner !== undefined) editedTrees.set(owner, new Map(editedTrees.get(owner)).set(path, bytes));
  }
  const plain = layStack(catalogue, ids, trees);
  const edited = layStack(catalogue, ids, editedTrees);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const files: LaidFile[] = [];
  for (const path of [...edited.keys()].sort()) {
    const bytes = edited.get(path)!;
    if (plain.get(path) === bytes) continue;
    try {
      files.push({ path, text: decoder.decode(bytes) });
    } catch {
      throw new EditImpossible(`${path} is not in UTF-8: it cannot be edited.`);
    }
  }
  return files;
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
