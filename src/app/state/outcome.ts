/** What came of one compile: a verdict, or the reason there is none. The two are never mixed. */
import type { Diagnostic, RuntimeFailure, Verdict } from '../../compiler/index.ts';
import type { HeaderEditError } from '../../headers/index.ts';
import { type CommandLineError, outputHash } from '../../repro/index.ts';

export type Outcome =
  /** `output` is the `outputHash` of what it said. */
  | { kind: 'verdict'; verdict: Verdict; count: Count; output: string }
  | { kind: 'failure'; failure: RuntimeFailure }
  /** The reader's command line or header edit asks for nothing that can be compiled. */
  | { kind: 'refused'; error: CommandLineError | HeaderEditError };

export interface Count {
  errors: number;
  warnings: number;
}

export async function verdictOutcome(verdict: Verdict): Promise<Outcome> {
  return {
    kind: 'verdict',
    verdict,
    count: countOf(verdict.diagnostics),
    output: await outputHash(verdict.plain),
  };
}

export function countOf(diagnostics: readonly Diagnostic[]): Count {
  const count = { errors: 0, warnings: 0 };
  for (const { severity } of diagnostics) {
    if (severity === 'error' || severity === 'fatal error') count.errors++;
    else if (severity === 'warning') count.warnings++;
  }
  return count;
}

/** How a stop of the timeline is marked. */
export type Mark =
  | { kind: 'unknown' }
  | { kind: 'compiling' }
  | { kind: 'compiles'; warnings: number }
  | { kind: 'breaks'; errors: number }
  | { kind: 'failure' };

export function markOf(outcome: Outcome | undefined, compiling: boolean): Mark {
  if (compiling) return { kind: 'compiling' };
  if (!outcome) return { kind: 'unknown' };
  if (outcome.kind !== 'verdict') {
    const cancelled = outcome.kind === 'failure' && outcome.failure.kind === 'cancelled';
    return { kind: cancelled ? 'unknown' : 'failure' };
  }
  return outcome.verdict.exitCode === 0
    ? { kind: 'compiles', warnings: outcome.count.warnings }
    : { kind: 'breaks', errors: outcome.count.errors };
}

export function markWords(mark: Mark): string {
  switch (mark.kind) {
    case 'unknown':
      return 'not compiled yet';
    case 'compiling':
      return 'compiling';
    case 'compiles':
      return mark.warnings ? `compiles, ${plural(mark.warnings, 'warning')}` : 'compiles';
    case 'breaks':
      return mark.errors ? plural(mark.errors, 'error') : 'does not compile';
    case 'failure':
      return 'could not be compiled here';
  }
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
