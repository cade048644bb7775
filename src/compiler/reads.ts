/** Which files a compile read and which it looked for in vain, from what the compilers note down. */
import type { FileTree } from '../headers/index.ts';
import { resolvePath } from '../repro/index.ts';

export interface Reads {
  /** Absolute, in order of first opening. */
  filesRead: string[];
  filesAbsent: string[];
}

/**
 * GCC's notes: a line `+path` for each file read, `-path` for each looked for and not there.
 * @param directory what relative paths are relative to.
 */
export function readsOfGcc(notes: string, directory: string, tree: Pick<FileTree, 'has'>): Reads {
  const read = new Set<string>();
  const absent = new Set<string>();
  for (const line of notes.split('\n')) {
    if (line.length < 2) continue;
    const path = resolvePath(directory, line.slice(1));
    if (line.startsWith('+')) read.add(path);
    else absent.add(path);
  }
  for (const path of absent) if (read.has(path) || tree.has(path)) absent.delete(path);
  return { filesRead: [...read].filter((path) => tree.has(path)), filesAbsent: [...absent] };
}

/**
 * Clang notes the headers it entered, one a line, and nothing of what it missed. What it may have missed follows
 * from the tree: a header found below one search folder was looked for in all others. More than it really looked
 * for, never less: a verdict taken for stale is only compiled again.
 * @param searched search folders, as given or built in.
 * @param stderr plain.
 */
export function readsOfClang(
  notes: string,
  file: string,
  directory: string,
  searched: readonly string[],
  stderr: string,
  tree: FileTree,
): Reads {
  const filesRead = new Set([file]);
  for (const line of notes.split('\n')) {
    const path = line.replace(/^\.* ?/, (dots) => (/^\.+ $/.test(dots) ? '' : dots));
    if (path !== '' && !path.startsWith('<')) filesRead.add(resolvePath(directory, path));
  }
  const folders = new Set(searched.map((folder) => resolvePath(directory, folder)));
  for (const path of filesRead) folders.add(path.slice(0, path.lastIndexOf('/')) || '/');
  const names = new Set<string>();
  for (const path of filesRead) {
    for (const folder of folders) if (path.startsWith(`${folder}/`)) names.add(path.slice(folder.length + 1));
    const text = new TextDecoder().decode(tree.get(path));
    for (const [, name] of text.matchAll(
      /\b__has_(?:include|include_next|embed)\s*\(\s*[<"]([^>"\n]+)[>"]/g,
    )) {
      names.add(name!);
    }
  }
  for (const [, name] of stderr.matchAll(/^.*fatal error: '([^']+)' file not found$/gm)) names.add(name!);
  const filesAbsent = new Set<string>();
  for (const name of names) {
    for (const folder of folders) {
      const path = resolvePath(folder, name);
      if (!tree.has(path) && !filesRead.has(path)) filesAbsent.add(path);
    }
  }
  return { filesRead: [...filesRead].filter((path) => tree.has(path)), filesAbsent: [...filesAbsent] };
}
