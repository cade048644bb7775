/** Header stacks by their snapshot ids, laid together once and kept while they are in use. */
import * as v from 'valibot';
import {
  type Catalogue,
  type FileTree,
  layStack,
  loadSnapshot,
  parseCatalogue,
  SnapshotCorrupt,
  SnapshotUnavailable,
} from '../headers/index.ts';
import { RuntimeFailure } from './failure.ts';
import type { Progress } from './request.ts';
import { type Fetcher, NotThere } from './wasi/fetcher.ts';

export interface Stack {
  /** What a compile sees, but for the compiler's own headers and the consumer's files. */
  tree: FileTree;
  /** The snapshots' own trees. */
  layers: FileTree[];
}

/** Stacks kept laid together; their trees share the snapshots' bytes. */
const KEPT = 24;

export class Stacks {
  readonly #fetcher: Fetcher;
  readonly #laid = new Map<string, Promise<Stack>>();
  #catalogue: Promise<Catalogue> | undefined;

  constructor(fetcher: Fetcher) {
    this.#fetcher = fetcher;
  }

  /**
   * @throws {RuntimeFailure} `headers-missing`, `headers-corrupt`.
   */
  get(ids: readonly string[], onProgress: (progress: Progress) => void): Promise<Stack> {
    const key = ids.join(' ');
    let stack = this.#laid.get(key);
    if (stack) this.#laid.delete(key);
    else {
      stack = this.#lay(ids, onProgress);
      stack.catch(() => this.#laid.delete(key));
    }
    this.#laid.set(key, stack);
    if (this.#laid.size > KEPT) this.#laid.delete(this.#laid.keys().next().value!);
    return stack;
  }

  async #lay(ids: readonly string[], onProgress: (progress: Progress) => void): Promise<Stack> {
    try {
      let catalogue = await this.#readCatalogue();
      if (!ids.every((id) => catalogue.snapshots.some((snapshot) => snapshot.id === id))) {
        // More may have been built since it was read.
        this.#catalogue = undefined;
        catalogue = await this.#readCatalogue();
      }
      const trees = new Map<string, FileTree>();
      await Promise.all(
        ids.map(async (id) => {
          const tree = await loadSnapshot(catalogue, id, {
            fetchBytes: (url, signal, onBytes) => this.#fetcher.bytes(url, { what: id, signal, onBytes }),
            onProgress: ({ title, loaded, total }) =>
              onProgress({ step: 'fetching', what: `the headers of ${title}`, loaded, total }),
          });
          trees.set(id, tree);
        }),
      );
      return { tree: layStack(catalogue, ids, trees), layers: ids.map((id) => trees.get(id)!) };
    } catch (error) {
      throw headersFailure(error);
    }
  }

  #readCatalogue(): Promise<Catalogue> {
    if (!this.#catalogue) {
      const catalogue = this.#fetcher.json('catalogue.json').then(parseCatalogue);
      catalogue.catch(() => {
        if (this.#catalogue === catalogue) this.#catalogue = undefined;
      });
      this.#catalogue = catalogue;
    }
    return this.#catalogue;
  }
}

/** What went wrong with headers, as a failure of the runtime; anything else as it is. */
export function headersFailure(error: unknown): unknown {
  if (error instanceof SnapshotCorrupt) {
    return new RuntimeFailure('headers-corrupt', error.message, 'Reload without the cache (Ctrl+Shift+R).', {
      cause: error,
    });
  }
  if (error instanceof SnapshotUnavailable) {
    return new RuntimeFailure(
      'headers-missing',
      error.message,
      'Choose other headers, or try again when the site can be reached.',
      { cause: error },
    );
  }
  if (error instanceof NotThere) {
    return new RuntimeFailure(
      'headers-missing',
      `The catalogue of headers could not be fetched: ${error.message}.`,
      'Try again when the site can be reached.',
      { cause: error },
    );
  }
  if (error instanceof v.ValiError || error instanceof SyntaxError) {
    return new RuntimeFailure(
      'headers-corrupt',
      'The catalogue of headers is not one this program can read.',
      'Reload without the cache (Ctrl+Shift+R).',
      { cause: error },
    );
  }
  return error;
}
