import {
  type ConsumerFile,
  editsInForce,
  type HeaderEdit,
  plainHeaders,
  type Repro,
} from '../repro/index.ts';

/** A header stack as it is asked for. */
export interface HeaderStack {
  /** Snapshot ids in order, later ones laid over earlier ones. */
  headers: readonly string[];
  /** The reader's changes to it, in order. */
  edits?: readonly HeaderEdit[];
}

/** One compile: everything a verdict depends on. */
export interface CompileRequest extends HeaderStack {
  /** Toolchain id. */
  toolchain: string;
  /** Consumer files laid over the stack. */
  files: readonly ConsumerFile[];
  /** The `gcc …` line as a user writes it. */
  command: string;
  /** Absolute working directory. */
  directory: string;
}

/** The compile a repro asks for: its own stops are told as what they are made of. */
export function requestOf(repro: Repro): CompileRequest {
  const edits = editsInForce(repro);
  return {
    toolchain: repro.toolchain.id,
    headers: plainHeaders(repro).map(({ id }) => id),
    ...(edits.length && { edits }),
    files: repro.consumer.files,
    command: repro.command,
    directory: repro.directory,
  };
}

/** What a long step is doing; `loaded`/`total` are bytes on the wire, `total` absent when nobody knows. */
export interface Progress {
  step: 'fetching' | 'unpacking' | 'preparing' | 'compiling';
  what: string;
  loaded?: number;
  total?: number;
}
