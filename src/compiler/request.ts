import type { ConsumerFile } from '../repro/index.ts';

/** One compile: everything a verdict depends on. */
export interface CompileRequest {
  /** Toolchain id. */
  toolchain: string;
  /** The header stack: snapshot ids in order, later ones laid over earlier ones. */
  headers: string[];
  /** Consumer files laid over the stack. */
  files: ConsumerFile[];
  /** The `gcc …` line as a user writes it. */
  command: string;
  /** Absolute working directory. */
  directory: string;
}

/** What a long step is doing; `loaded`/`total` are bytes on the wire, `total` absent when nobody knows. */
export interface Progress {
  step: 'fetching' | 'unpacking' | 'preparing' | 'compiling';
  what: string;
  loaded?: number;
  total?: number;
}
