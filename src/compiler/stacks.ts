/** Header stacks by their snapshot ids, laid together once and kept while they are in use. */
import * as v from 'valibot';
import {
  type Catalogue,
  type CGrammar,
  type FileTree,
  GRAMMAR_FILES,
  layEdits,
  layStack,
  loadSnapshot,
  openGrammar,
  parseCatalogue,
  SnapshotCorrupt,
  SnapshotUnavailable,
  treesForEdits,
} from '../headers/index.ts';
import { RuntimeFailure } from './failure.ts';
import type { HeaderStack, Progress } from './request.ts';
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
  #grammar: Promise<CGrammar> | undefined;

  constructor(fetcher: Fetcher) {
    this.#fetcher = fetcher;
  }

  /**
   * @throws {RuntimeFailure} `headers-missing`, `headers-corrupt`.
   * @throws {HeaderEditError} when an edit cannot be made.
   */
  get(stack: HeaderStack, onProgress: (progress: Progress) => void): Promise<Stack> {
    const { headers, edits = [], target } = stack;
    const key = JSON.stringify([headers, edits, target]);
    let laid = this.#laid.get(key);
    if (laid) this.#laid.delete(key);
    else {
      laid = this.#lay(headers, edits, target, onProgress);
      laid.catch(() => this.#laid.delete(key));
    }
    this.#laid.set(key, laid);
    if (this.#laid.size > KEPT) this.#laid.delete(this.#laid.keys().next().value!);
    return laid;
  }

  async #lay(
    ids: readonly string[],
    edits: NonNullable<HeaderStack['edits']>,
    target: string | undefined,
    onProgress: (progress: Progress) => void,
  ): Promise<Stack> {
    try {
      let catalogue = await this.#readCatalogue();
      if (!ids.every((id) => catalogue.snapshots.some((snapshot) => snapshot.id === id))) {
        // More may have been built since it was read.
        this.#catalogue = undefined;
        catalogue = await this.#readCatalogue();
      }
      const trees = new Map<string, FileTree>();
      await Promise.all(
        (edits.length ? treesForEdits(catalogue, ids) : ids).map(async (id) => {
          const tree = await loadSnapshot(catalogue, id, {
            target,
            fetchBytes: (url, signal, onBytes) => this.#fetcher.bytes(url, { what: id, signal, onBytes }),
            onProgress: ({ title, loaded, total }) =>
              onProgress({ step: 'fetching', what: `the headers of ${title}`, loaded, total }),
          });
          trees.set(id, tree);
        }),
      );
      const layers = ids.map((id) => trees.get(id)!);
      if (edits.length === 0) return { tree: layStack(catalogue, ids, trees), layers };
      return { tree: layEdits(await this.#openGrammar(onProgress), catalogue, ids, trees, edits), layers };
    } catch (error) {
      throw headersFailure(error);
    }
  }

  /** The C grammar, by which declarations are found: fetched when the first header is edited. */
  #openGrammar(onProgress: (progress: Progress) => void): Promise<CGrammar> {
    if (!this.#grammar) {
      const what = 'the C grammar';
      onProgress({ step: 'fetching', what });
      const grammar = Promise.all([
        this.#fetcher.bytes(GRAMMAR_FILES.runtime, { what }),
        this.#fetcher.bytes(GRAMMAR_FILES.grammar, { what }),
      ]).then(([runtime, c]) => openGrammar({ runtime, grammar: c }));
      grammar.catch(() => {
        this.#grammar = undefined;
      });
      this.#grammar = grammar;
    }
    return this.#grammar;
  }

  /** Begins to fetch what every stack needs. A failure is told to the first stack. */
  begin(): void {
    this.#readCatalogue().catch(() => {});
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
      `What is known of the headers could not be fetched: ${error.message}.`,
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
