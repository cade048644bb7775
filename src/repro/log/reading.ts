/** What a build log says, as the reader of logs gives it. */
import type { SaidDiagnostic } from '../said.ts';

/** A diagnostic as it was posted. Lines are counted from 0 after wrapped ones were put together. */
export interface LogDiagnostic extends SaidDiagnostic {
  /** Of the word for its severity: `en`, `de` … */
  language: string;
  inFunction?: string;
  /** “In file included from” chain, innermost first. */
  includedFrom: NonNullable<SaidDiagnostic['place']>[];
  /** The line of source, as far as its blanks were kept. */
  source?: string;
  /** What it proposes beneath the carets, a line each. */
  fixIts: string[];
  /** Whether the source stood beside a margin with its line number; absent where no source was shown. */
  margin?: boolean;
  /** Whether the carets beneath it go on as an underline. */
  underlined?: boolean;
}

/** One file the build compiled. */
export interface LogUnit {
  /** As the command or the diagnostics name it. */
  source: string;
  /** The compile command from the compiler's name on; absent where the log does not show it. */
  command?: string;
  object?: string;
  /** Working directory, as far as the log tells: absolute, or relative to where the build began. */
  directory?: string;
  failed: boolean;
  /** In the order they were posted, notes among them. */
  diagnostics: LogDiagnostic[];
}

export interface LogReading {
  /** In the order of the log; those that failed are what a reader is after. */
  units: LogUnit[];
  /** The lines it was read from, cleaned and put together. */
  lines: string[];
}
