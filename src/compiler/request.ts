import {
  type ConsumerFile,
  DEFAULT_TARGET,
  editsInForce,
  type HeaderEdit,
  plainHeaders,
  type Repro,
} from '../repro/index.ts';
import { targetOf } from './target.ts';

/** A header stack as it is asked for. */
export interface HeaderStack {
  /** Snapshot ids in order, later ones laid over earlier ones. */
  headers: readonly string[];
  /** The reader's changes to it, in order. */
  edits?: readonly HeaderEdit[];
  /** Triplet of the machine the headers are for; x86-64 when not given. */
  target?: string;
}

/** One compile: everything a verdict depends on. Toolchain and command line say the target: see `stackOf`. */
export interface CompileRequest extends Omit<HeaderStack, 'target'> {
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

/** The headers a compile sees: those of its target. */
export function stackOf(request: CompileRequest): HeaderStack {
  const { headers, edits } = request;
  const target = targetOf(request);
  return {
    headers,
    ...(edits?.length && { edits }),
    ...(target !== DEFAULT_TARGET && { target }),
  };
}

/** What a long step is doing; `loaded`/`total` are bytes on the wire, `total` absent when nobody knows. */
export interface Progress {
  step: 'fetching' | 'unpacking' | 'preparing' | 'compiling';
  what: string;
  loaded?: number;
  total?: number;
}
