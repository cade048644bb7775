/** How built files come from `generated/`: over HTTP for the page, from disk for the terminal. */
import type { ModuleRef } from '../manifest.ts';
import type { CompilerModule } from './module.ts';

export interface FetchOptions {
  /** For people, in failures: "the headers of GCC 8.3.1". */
  what: string;
  /** Bytes so far. */
  onBytes?: (loaded: number) => void;
  signal?: AbortSignal;
}

/** Paths are relative to `generated/`. */
export interface Fetcher {
  /** @throws {NotThere} */
  json(path: string): Promise<unknown>;
  /** @throws {NotThere} */
  bytes(path: string, options: FetchOptions): Promise<Uint8Array>;
  /**
   * Fetches and compiles a module, checked against its digest.
   * @param path where `ref.url` leads.
   * @throws {RuntimeFailure} `module-missing`, `module-corrupt`.
   */
  module(path: string, ref: ModuleRef, options: FetchOptions): Promise<CompilerModule>;
}

/** A file did not come. The caller knows what it would have been. */
export class NotThere extends Error {
  override name = 'NotThere';
}
