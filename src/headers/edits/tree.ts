import { bytesToText, textToBytes } from '../bytes.ts';
import type { HeaderEdit, NameEdit } from '../catalogue.ts';
import type { FileTree } from '../tree.ts';
import { EditImpossible, NameNotDeclared } from './error.ts';
import type { CGrammar } from './grammar.ts';
import { readName, type WantedName } from './name.ts';
import { applyPatchEdit } from './patch.ts';
import { removeIn, reserveIn, restoreIn } from './text.ts';

function isHeader(path: string): boolean {
  return /\.(h|hpp|inc|def)$/.test(path) || !/\.[a-z]+$/.test(path);
}

/** Headers whose text holds the name as a word. */
function mentions(tree: FileTree, name: string): { searched: number; texts: Map<string, string> } {
  const texts = new Map<string, string>();
  const word = new RegExp(`\\b${name}\\b`);
  // Names are ASCII, which this decoder leaves alone; it is many times as fast as what keeps every byte.
  const quick = new TextDecoder('latin1');
  let searched = 0;
  for (const [path, bytes] of tree) {
    if (!isHeader(path)) continue;
    searched++;
    if (!quick.decode(bytes).includes(name)) continue;
    const text = bytesToText(bytes);
    if (word.test(text)) texts.set(path, text);
  }
  return { searched, texts };
}

function editText(
  grammar: CGrammar,
  edit: NameEdit,
  wanted: WantedName,
  text: string,
  baseText: string | undefined,
): string | undefined {
  switch (edit.kind) {
    case 'remove':
      return removeIn(grammar, text, wanted, edit.leave ?? 'nothing');
    case 'reserve':
      return reserveIn(grammar, text, wanted);
    case 'restore':
      return baseText === undefined ? undefined : restoreIn(grammar, text, baseText, wanted);
  }
}

/**
 * The tree with one edit by name made in every header that declares it.
 * @param base where `restore` takes the declaration from.
 * @throws {NameNotDeclared} when no header does (for `restore`: none of the base).
 * @throws {EditImpossible} when the edit's name is not a C name.
 */
export function applyNameEdit(
  grammar: CGrammar,
  tree: FileTree,
  edit: NameEdit,
  base: FileTree = tree,
): FileTree {
  const wanted = readName(edit.name);
  if (!wanted) {
    throw new EditImpossible(
      `${JSON.stringify(edit.name)} is not the name of a C declaration.`,
      'A name is NAME, or struct NAME and the like.',
    );
  }
  const { searched, texts } = mentions(edit.kind === 'restore' ? base : tree, wanted.name);
  const result = new Map(tree);
  let changed = 0;
  for (const [path, text] of texts) {
    const here = tree.get(path);
    const now = edit.kind !== 'restore' ? text : here && bytesToText(here);
    if (now === undefined) {
      // The whole header is gone: it comes back with the name.
      const bytes = base.get(path)!;
      if (restoreIn(grammar, text, text, wanted) !== undefined) {
        result.set(path, bytes);
        changed++;
      }
      continue;
    }
    const edited = editText(grammar, edit, wanted, now, text);
    if (edited === undefined) continue;
    changed++;
    if (edited !== now) result.set(path, textToBytes(edited));
  }
  if (changed === 0) throw new NameNotDeclared(edit.name, [...texts.keys()], searched);
  return result;
}

/**
 * The tree with all edits made, in order. Files no edit touches are the same arrays as before.
 * @param base where `restore` takes declarations from; the unedited tree when not given.
 * @throws {NameNotDeclared}
 * @throws {EditImpossible}
 * @throws {PatchRejected}
 */
export function applyEdits(
  grammar: CGrammar,
  tree: FileTree,
  edits: readonly HeaderEdit[],
  base: FileTree = tree,
): FileTree {
  return edits.reduce((edited: FileTree, edit) => {
    if (edit.kind === 'patch') return applyPatchEdit(edited, edit.patch).tree;
    return applyNameEdit(grammar, edited, edit, base);
  }, tree);
}
