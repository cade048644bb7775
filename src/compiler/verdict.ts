/** What one compile said. */

/** One place in a file, as the compiler printed it. `column` counts as that compiler counts (bytes for GCC 8). */
export interface Place {
  file: string;
  line: number;
  column: number;
}

export type Severity = 'fatal error' | 'error' | 'warning' | 'note';

/** A replacement the compiler suggested for a range on one line (columns 1-based, `end` exclusive). */
export interface FixIt {
  line: number;
  column: number;
  end: number;
  text: string;
}

/** One diagnostic, derived from the output; `lines` says which lines of the plain output it was read from. */
export interface Diagnostic {
  severity: Severity;
  message: string;
  /** e.g. `-Wunused-variable`; absent for plain errors. */
  option?: string;
  /** Absent for what the compiler says of itself (`cc1: error: unrecognized command line option …`). */
  place?: Place;
  /** End column (exclusive) of the caret's underline on the place's line, where it printed one. */
  endColumn?: number;
  /** The function or member it said "In function ‘…’" of. */
  inFunction?: string;
  /** "In file included from" chain, innermost first. */
  includedFrom: Place[];
  fixIts: FixIt[];
  notes: Diagnostic[];
  /** 0-based, inclusive range of lines of the plain output, the notes' own included. */
  lines: { first: number; last: number };
}

/** `closure` and `absent` are absolute paths in the tree the compile saw. */
export interface Verdict {
  toolchain: string;
  /** Arguments the compiler itself got. */
  argv: string[];
  exitCode: number;
  /** What the compiler wrote, byte for byte, in colour when colour was asked for. */
  stdout: Uint8Array;
  stderr: Uint8Array;
  /** stderr without colour, as text: what it writes when nobody asks for colour. */
  plain: string;
  diagnostics: Diagnostic[];
  /** Files it read, in order of first opening. */
  filesRead: string[];
  /** Files it looked for and did not find: a header that appears there later may change the verdict. */
  filesAbsent: string[];
  /** Wall time of the compile inside the worker. */
  milliseconds: number;
  /** `fallback`: the syntax-only module trapped and the whole compiler gave this verdict. */
  module: 'main' | 'fallback';
}
