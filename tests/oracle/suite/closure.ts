/**
 * What a compile looked for, and found or missed: two compiles with the same arguments that read the same contents and
 * missed the same paths are one compile, at whatever stop.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where a WASI compiler notes it, in the tree: port/reads.c says how. */
export const readsFile = '/undeclared-reads';

export interface Closure {
  /** Each path as it was looked for, absolute, with `+` before one that was read and `-` before one that was missed. */
  paths: string[];
  /** Of the paths and of the contents of those that were read. */
  digest: string;
}

/** The files of one tree, each read once. */
export class Contents {
  readonly #digests = new Map<string, string>();

  constructor(readonly root: string) {}

  #digestOf(path: string): string {
    let digest = this.#digests.get(path);
    if (digest === undefined) {
      const file = join(this.root, path);
      digest = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
      this.#digests.set(path, digest);
    }
    return digest;
  }

  /** The digest these paths have here, or nothing where one is missing that was read, or there that was missed. */
  digest(paths: readonly string[]): string | undefined {
    const hash = createHash('sha256');
    for (const path of paths) {
      const name = path.slice(1);
      if (path.startsWith('+')) {
        const digest = this.#digestOf(name);
        if (digest === '') return undefined;
        hash.update(`${path}\n${digest}\n`);
      } else {
        if (existsSync(join(this.root, name))) return undefined;
        hash.update(`${path}\n`);
      }
    }
    return hash.digest('hex').slice(0, 24);
  }

  /** Of the compile that was just made in `directory`, if it left word. */
  closure(directory: string): Closure | undefined {
    const file = join(this.root, readsFile);
    if (!existsSync(file)) return undefined;
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    rmSync(file);
    const paths = lines.map((line) => line[0] + resolve(directory, line.slice(1)));
    const digest = this.digest(paths);
    return digest === undefined ? undefined : { paths, digest };
  }
}
