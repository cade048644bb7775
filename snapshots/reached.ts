/** What consumers can reach by their `#include` lines, so that a set's pack holds that and no more. */
import type { FileTree } from '../src/headers/index.ts';

const INCLUDE = /^[ \t]*#[ \t]*(?:include|include_next|import)[ \t]*[<"]([^>"\n]+)[>"]/gm;

/**
 * The files of `own` that `roots` reach through includes, over `own` and `through` (libc, kernel: looked into, not
 * kept). Conditions and search folders are not looked at: every file whose path ends as an include says counts, so
 * it is more than a compile reads and never less, but for includes that a macro names; give those as roots.
 */
export function reached(own: FileTree, through: readonly FileTree[], roots: readonly string[]): FileTree {
  const bySuffix = new Map<string, { path: string; tree: FileTree }[]>();
  for (const tree of [own, ...through]) {
    for (const path of tree.keys()) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      bySuffix.set(name, [...(bySuffix.get(name) ?? []), { path, tree }]);
    }
  }
  const decoder = new TextDecoder('latin1');
  const seen = new Set<string>();
  const kept = new Map<string, Uint8Array>();
  const queue = roots.map((path) => {
    if (!own.has(path)) throw new Error(`the source has no ${path}`);
    return { path, tree: own };
  });
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { path, tree } = next;
    const bytes = tree.get(path)!;
    if (seen.has(path) && tree !== own) continue;
    if (tree === own) {
      if (kept.has(path)) continue;
      kept.set(path, bytes);
    }
    seen.add(path);
    for (const [, name] of decoder.decode(bytes).matchAll(INCLUDE)) {
      const plain = name!.replace(/^(?:\.{1,2}\/)+/, '');
      const last = plain.slice(plain.lastIndexOf('/') + 1);
      for (const one of bySuffix.get(last) ?? []) if (one.path.endsWith(`/${plain}`)) queue.push(one);
    }
  }
  return new Map([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
}
