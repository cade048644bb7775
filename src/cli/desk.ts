/** What a question over many verdicts is asked with: headers and their index from disk, one compiling process. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompileRequest, HeaderStack, Verdict } from '../compiler/index.ts';
// biome-ignore lint/style/noRestrictedImports: compiler's second face, the one for Node.
import { nodeCompiler } from '../compiler/node.ts';
import {
  type CGrammar,
  GRAMMAR_FILES,
  loadIndexes,
  openGrammar,
  replaceInStack,
  timelineWith,
} from '../headers/index.ts';
import { isOwnStop, plainHeaders, type Repro } from '../repro/index.ts';
import { Compilations, referencesFor, type Sources } from '../study/index.ts';
import { Engine } from './engine.ts';
import { requireReady } from './run.ts';
import type { Shelf } from './shelf.ts';
import { progressLine, type Terminal } from './terminal.ts';

/** Stops compiled at most to find one that compiles. */
const LOOKED_AT = 12;

export class Desk {
  readonly compilations: Compilations;
  readonly #engine: Engine;
  readonly #progress: ReturnType<typeof progressLine>;

  private constructor(
    readonly shelf: Shelf,
    readonly sources: Sources,
    timeout: number,
    terminal: Terminal,
  ) {
    this.#progress = progressLine(terminal);
    this.#engine = new Engine({ directory: shelf.directory, timeout, onProgress: this.#progress.tell });
    this.compilations = new Compilations(
      (request) => {
        requireReady(shelf, request.toolchain);
        return this.#engine.compile(request);
      },
      sources.files,
      undefined,
      (id) => shelf.toolchains.find((one) => one.id === id)?.sha256,
    );
  }

  /** Uses a desk and puts its process away. */
  static async with<T>(
    shelf: Shelf,
    timeout: number,
    terminal: Terminal,
    use: (desk: Desk) => Promise<T>,
  ): Promise<T> {
    const read = async (url: string) => new Uint8Array(await readFile(join(shelf.directory, url)));
    let grammar: Promise<CGrammar> | undefined;
    const sources: Sources = {
      catalogue: shelf.catalogue,
      files: nodeCompiler(pathToFileURL(`${shelf.directory}/`)),
      indexes: await loadIndexes(shelf.catalogue, read),
      grammar: () => {
        grammar ??= Promise.all([read(GRAMMAR_FILES.runtime), read(GRAMMAR_FILES.grammar)]).then(
          ([runtime, c]) => openGrammar({ runtime: runtime!, grammar: c! }),
        );
        return grammar;
      },
    };
    const desk = new Desk(shelf, sources, timeout, terminal);
    try {
      return await use(desk);
    } finally {
      desk.#engine.close();
      desk.#progress.clear();
    }
  }

  async verdict(request: CompileRequest): Promise<Verdict> {
    return (await this.compilations.verdictOf(request)).verdict;
  }

  /**
   * The stops a repro can stand at: its consumer's own, or all of the kernel's, derived ones only where named; and those
   * it brings along.
   */
  stopsOf(repro: Repro): string[] {
    return timelineWith(this.#plainStops(repro), repro.stops);
  }

  #plainStops(repro: Repro): string[] {
    const { consumers, snapshots } = this.shelf.catalogue;
    const known = consumers.find(({ id }) => id === repro.consumer.catalogue)?.timeline;
    if (known) return known;
    const here = plainHeaders(repro).map(({ id }) => snapshots.find((one) => one.id === id)?.family);
    const family = here.includes('demo') ? 'demo' : 'linux';
    return snapshots
      .filter((one) => one.family === family && (!one.derivedFrom || family === 'demo'))
      .map(({ id }) => id);
  }

  /** A stack of the catalogue's under which the request compiles, nearest first; none when no stop does. */
  async references(request: CompileRequest, stops: readonly string[]): Promise<HeaderStack[]> {
    const { catalogue } = this.sources;
    const stacks = [
      { headers: request.headers },
      ...stops
        .filter((stop) => !isOwnStop(stop))
        .map((stop) => ({ headers: replaceInStack(catalogue, request.headers, stop) })),
    ];
    const ordered = referencesFor(this.sources, request, stacks);
    for (const { headers } of ordered.slice(0, LOOKED_AT)) {
      const { edits: _, ...plain } = request;
      const verdict = await this.verdict({ ...plain, headers });
      if (verdict.exitCode === 0) return [{ headers }];
    }
    return [];
  }
}
