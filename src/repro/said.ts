/**
 * What a compile said, as far as repro needs it. The compiler's verdicts fit these shapes; they are told here
 * again because repro stands below the compiler.
 */
import type { SEVERITIES } from './repro.ts';

export type Severity = (typeof SEVERITIES)[number];

/** One place in a file, as printed. `column` is 0 where none was printed. */
export interface SaidPlace {
  file: string;
  line: number;
  column: number;
}

export interface SaidDiagnostic {
  severity: Severity;
  message: string;
  option?: string;
  place?: SaidPlace;
  notes?: readonly SaidDiagnostic[];
}

/** `plain` is the output without colour. */
export interface Said {
  exitCode: number;
  plain: string;
  diagnostics: readonly SaidDiagnostic[];
}

/** Diagnostics with their notes after them, in the order they were printed. */
export function flatten(diagnostics: readonly SaidDiagnostic[]): SaidDiagnostic[] {
  return diagnostics.flatMap((diagnostic) => [diagnostic, ...flatten(diagnostic.notes ?? [])]);
}
