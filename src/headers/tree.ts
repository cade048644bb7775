/**
 * A file tree as the compilers see it: absolute POSIX paths to bytes. No directories of their own, no links:
 * whatever was a symbolic link in a package has been resolved to a file when the snapshot was packed.
 */
export type FileTree = ReadonlyMap<string, Uint8Array>;

/** Lower-case hex sha256 of `bytes`. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Snapshots told against one another share the arrays of the files they have in common. */
const digests = new WeakMap<Uint8Array, Promise<string>>();

/** sha256 of a file, counted once an array: arrays of trees are never changed. */
export function contentHash(bytes: Uint8Array): Promise<string> {
  let digest = digests.get(bytes);
  if (!digest) {
    digest = sha256(bytes);
    digests.set(bytes, digest);
  }
  return digest;
}

/**
 * The hash that names a tree: sha256 (hex) over the lines `path NUL sha256(content) LF`, sorted by path in code
 * unit order. Equal trees have equal hashes on every system; one changed byte or path changes it.
 */
export async function treeHash(tree: FileTree): Promise<string> {
  const paths = [...tree.keys()].sort();
  const lines = await Promise.all(
    paths.map(async (path) => `${path}\0${await contentHash(tree.get(path)!)}\n`),
  );
  return sha256(new TextEncoder().encode(lines.join('')));
}
