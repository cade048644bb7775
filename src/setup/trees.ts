/** File trees read from disk and laid out on disk. */
import { mkdir, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { FileTree } from '../headers/index.ts';

export interface ReadTreeOptions {
  /** The path in the tree `folder` stands for. */
  at: string;
  /** What an absolute link starts from: the folder a package was unpacked into. */
  root: string;
  /** By path in the tree; folders are asked with a slash at their end. */
  keep?: (path: string) => boolean;
}

/** The file or folder a path leads to, through links that stay inside `root`; nothing for a link to nowhere. */
async function follow(path: string, root: string, depth = 0): Promise<string | undefined> {
  const target = await readlink(path).catch(() => undefined);
  if (target === undefined) return path;
  if (depth > 20) return undefined;
  const next = isAbsolute(target) ? join(root, target) : resolve(dirname(path), target);
  const inside = relative(root, next);
  if (inside.startsWith('..') || isAbsolute(inside)) return undefined;
  return follow(next, root, depth + 1);
}

/** The files below `folder` as a tree: links resolved to what they lead to inside `root`, those to nowhere left out. */
export async function readTree(
  folder: string,
  { at, root, keep = () => true }: ReadTreeOptions,
): Promise<FileTree> {
  const tree = new Map<string, Uint8Array>();
  const walk = async (real: string, path: string, depth: number): Promise<void> => {
    if (depth > 40) return;
    const entries = (await readdir(real)).sort();
    for (const name of entries) {
      const target = await follow(join(real, name), root);
      const found = target && (await stat(target).catch(() => undefined));
      if (!found) continue;
      const to = `${path}/${name}`;
      if (found.isDirectory()) {
        if (keep(`${to}/`)) await walk(target, to, depth + 1);
      } else if (found.isFile() && keep(to)) {
        tree.set(to, new Uint8Array(await readFile(target)));
      }
    }
  };
  await walk(folder, at, 0);
  return tree;
}

/**
 * Lays a tree out below `directory`, so that `/usr/include/x.h` is `directory/usr/include/x.h`. For native compilers
 * that are to see what the page's compilers see.
 */
export async function materialise(tree: FileTree, directory: string): Promise<void> {
  const folders = new Set([...tree.keys()].map((path) => dirname(path)));
  for (const folder of folders) await mkdir(join(directory, folder), { recursive: true });
  for (const [path, bytes] of tree) await writeFile(join(directory, path), bytes);
}
