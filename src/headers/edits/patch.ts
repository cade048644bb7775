/**
 * A unified diff as an edit of a header tree. Patches are written for source trees: their paths are mapped to where
 * the headers are installed, and their lines to what installing makes of them. A patch applies whole or not at all,
 * with no fuzz: every line of its context must be there, though perhaps further up or down.
 */
import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import { bytesToText, textToBytes } from '../bytes.ts';
import type { FileTree } from '../tree.ts';
import { EditImpossible, PatchRejected } from './error.ts';

/** What the kernel's source calls the machines of its targets: `arch/powerpc`. */
export const KERNEL_FOLDERS: readonly (readonly [triplet: string, folder: string])[] = [
  ['x86_64-linux-gnu', 'x86'],
  ['i386-linux-gnu', 'x86'],
  ['powerpc64le-linux-gnu', 'powerpc'],
  ['aarch64-linux-gnu', 'arm64'],
  ['s390x-linux-gnu', 's390'],
];

/** Where a file of a kernel, QEMU or header tree is installed; tried in order, the first group is what follows. */
const INSTALLED: readonly [RegExp, string][] = [
  [/^include\/uapi\/(.+)$/, '/usr/include/'],
  ...KERNEL_FOLDERS.flatMap(([triplet, folder]): [RegExp, string][] => [
    [new RegExp(`^arch/${folder}/include/(?:uapi|generated/uapi)/asm/(.+)$`), `/usr/include/${triplet}/asm/`],
    [new RegExp(`^(?:.*/)?linux-headers/asm-${folder}/(.+)$`), `/usr/include/${triplet}/asm/`],
  ]),
  [/^(?:.*\/)?linux-headers\/((?:linux|asm-generic)\/.+)$/, '/usr/include/'],
  [/^usr\/include\/(.+)$/, '/usr/include/'],
  [/^((?:linux|asm-generic|drm|mtd|rdma|scsi|sound|video|xen|misc)\/.+)$/, '/usr/include/'],
];

/**
 * What headers_install makes of a line of a kernel header: guards lose `_UAPI`, annotations for the kernel alone go.
 */
function asInstalled(line: string): string {
  return line
    .replace(/^(.\s*#\s*(?:ifndef|define|endif\s*\/\*)\s*)_UAPI/, '$1')
    .replace(/\b__(?:user|force|iomem)\s+/g, '');
}

export interface Patched {
  tree: FileTree;
  /** Absolute paths that were changed, made or taken away, in the patch's order. */
  touched: string[];
  /** Paths of the patch, as it has them, that are no header installed here. */
  elsewhere: string[];
}

/**
 * The tree with a patch applied. Files it does not touch are the same arrays as before.
 * @throws {EditImpossible} when the text is no patch.
 * @throws {PatchRejected} when it touches no header of the tree, or a hunk does not fit.
 */
export function applyPatchEdit(tree: FileTree, patch: string): Patched {
  const parts = parsed(patch);
  const result = new Map(tree);
  const touched: string[] = [];
  const elsewhere: string[] = [];
  for (const part of parts) {
    const path = placeIn(result, part);
    if (path === undefined) {
      elsewhere.push(shownPath(part));
      continue;
    }
    touched.push(path);
    const before = result.get(path);
    const after = patchedText(before ? bytesToText(before) : '', part, path);
    if (after === undefined) result.delete(path);
    else result.set(path, textToBytes(after));
  }
  if (touched.length === 0) {
    throw new PatchRejected(
      `This patch touches no header that is installed here: ${elsewhere.slice(0, 5).join(', ')}${elsewhere.length > 5 ? ' …' : ''}.`,
      'Only UAPI headers (include/uapi/…), or headers below /usr/include, can be patched.',
    );
  }
  return { tree: result, touched, elsewhere };
}

/** The end of a mail that git made, which reads like one more removed line: its version, or nothing, follows. */
const SIGNATURE = /^-- ?\n(?=\d+\.\d+[^\n]*(?:\n|$)|\s*$)/gm;

function parsed(patch: string): StructuredPatch[] {
  let parts: StructuredPatch[];
  try {
    // A code unit a byte, as the headers' text is, so that names beyond ASCII fit in any encoding of theirs.
    const plain = patch.replace(/\r\n/g, '\n').replace(SIGNATURE, '');
    parts = parsePatch(bytesToText(new TextEncoder().encode(plain)));
  } catch (cause) {
    throw new EditImpossible(
      `This patch cannot be read: ${cause instanceof Error ? cause.message : cause}.`,
      'It must be a unified diff, as `git diff` or `diff -u` writes it, with its lines unwrapped.',
      { cause },
    );
  }
  const withHunks = parts.filter(({ hunks }) => hunks.length > 0);
  if (withHunks.length === 0) {
    throw new EditImpossible(
      'There is no unified diff in this text.',
      'Paste what `git diff`, `git format-patch` or `diff -u` writes.',
    );
  }
  return withHunks;
}

const isNull = (name: string | undefined) => name === undefined || name.startsWith('/dev/null');

/** The name without what `git` puts before it and what `diff -u` puts after it. */
function plainName(name: string): string {
  return name.replace(/\t.*$/, '').trim();
}

/** `a/x/y` may be the file x/y, as git has it, or one in a folder a. */
function namesOf(part: StructuredPatch): string[] {
  return [part.newFileName, part.oldFileName]
    .filter((name): name is string => !isNull(name))
    .map(plainName)
    .flatMap((name) => (/^[abciow]\//.test(name) ? [name.slice(2), name] : [name]));
}

function shownPath(part: StructuredPatch): string {
  return (namesOf(part)[0] ?? 'a file without a name').slice(0, 200);
}

/** A tree is for one machine: it has no other's asm. */
function isOfAnotherMachine(tree: FileTree, folder: string): boolean {
  return folder.endsWith('/asm/') && ![...tree.keys()].some((path) => path.startsWith(folder));
}

/** Where the patched file is, or for a new one will be; undefined where it is no installed header. */
function placeIn(tree: FileTree, part: StructuredPatch): string | undefined {
  const made = isNull(part.oldFileName);
  for (const name of namesOf(part)) {
    if (name.startsWith('/') && tree.has(name)) return name;
    for (const [source, folder] of INSTALLED) {
      const rest = source.exec(name)?.[1];
      if (rest === undefined || /(?:^|\/)\.\.?(?:\/|$)/.test(rest)) continue;
      if (tree.has(folder + rest)) return folder + rest;
      if (made && rest.endsWith('.h') && !isOfAnotherMachine(tree, folder)) return folder + rest;
    }
  }
  return undefined;
}

/** Undefined where the patch takes the whole file away. */
function patchedText(text: string, part: StructuredPatch, path: string): string | undefined {
  const hunks = part.hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map(asInstalled) }));
  let patched: string | undefined;
  // The lines as they are first: a patch made against installed headers needs no mapping.
  for (const some of [part.hunks, hunks]) {
    const applied = applyPatch(text, { ...part, hunks: some }, { autoConvertLineEndings: false });
    if (applied === false) continue;
    patched = applied;
    break;
  }
  if (patched === undefined) throw rejected(text, hunks, part, path);
  return isNull(part.newFileName) && patched.trim() === '' ? undefined : patched;
}

/** Lines of the file shown around the place where a hunk was to go. */
const AROUND = 3;

function rejected(
  text: string,
  hunks: StructuredPatch['hunks'],
  part: StructuredPatch,
  path: string,
): PatchRejected {
  const at = hunks.findIndex(
    (_, index) =>
      applyPatch(text, { ...part, hunks: hunks.slice(0, index + 1) }, { autoConvertLineEndings: false }) ===
      false,
  );
  const hunk = hunks[Math.max(at, 0)]!;
  const wanted = hunk.lines.filter((line) => /^[ -]/.test(line));
  const lines = text.split('\n');
  const first = Math.max(0, Math.min(hunk.oldStart - 1 - AROUND, lines.length - 1));
  const there = lines
    .slice(first, first + wanted.length + 2 * AROUND)
    .map((line, index) => `${String(first + index + 1).padStart(5)} | ${line}`);
  const shown = (text: string) => new TextDecoder().decode(textToBytes(text));
  return new PatchRejected(
    [
      `Hunk ${Math.max(at, 0) + 1} of ${hunks.length} for ${path} does not apply; nothing of the patch was.`,
      'It wants:',
      ...wanted.slice(0, 20).map(shown),
      'There is:',
      ...there.slice(0, 20).map(shown),
    ].join('\n'),
    'Choose the headers the patch was made against, or adapt it.',
  );
}
