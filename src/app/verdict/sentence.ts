/** The verdict in words. "Compiles" is said only of a compiler that ran and exited 0. */
import type { Verdict } from '../../compiler/index.ts';
import { type Count, plural } from '../state/outcome.ts';

export interface Against {
  /** "Linux 5.10, nvlink2 removed". */
  headers: string;
  /** "GCC 8.3.1". */
  toolchain: string;
}

export interface Sentence {
  tone: 'compiles' | 'breaks';
  /** "8 errors: does not compile with …" */
  headline: string;
  /** "exit 1 · 2 warnings · 398 files read · 0.41 s" */
  detail: string;
}

export function verdictSentence(verdict: Verdict, count: Count, against: Against): Sentence {
  const where = `with ${against.headers} · ${against.toolchain}`;
  const facts = [`exit ${verdict.exitCode}`];
  if (verdict.stdout.length + verdict.stderr.length === 0) facts[0] += ', no output';
  if (count.warnings) facts.push(plural(count.warnings, 'warning'));
  facts.push(`${plural(verdict.filesRead.length, 'file')} read`, seconds(verdict.milliseconds));
  const detail = facts.join(' · ');
  if (verdict.exitCode === 0) return { tone: 'compiles', headline: `Compiles ${where}`, detail };
  const headline = count.errors
    ? `${plural(count.errors, 'error')}: does not compile ${where}`
    : `Does not compile ${where}`;
  return { tone: 'breaks', headline, detail };
}

/** "0.41 s"; short times keep two digits, so that a cached compile does not read as "0 s". */
export function seconds(milliseconds: number): string {
  const s = milliseconds / 1000;
  return `${s < 10 ? s.toFixed(2) : s.toFixed(1)} s`;
}

/** "1.2 of 2.1 MB", in the total's unit. */
export function byteProgress(loaded: number, total?: number): string {
  const of = total ?? loaded;
  const [unit, size] = of >= 1e6 ? ['MB', 1e6] : of >= 1e3 ? ['kB', 1e3] : ['bytes', 1];
  const digits = size === 1e6 ? 1 : 0;
  const show = (bytes: number) => (bytes / size).toFixed(digits);
  return total === undefined ? `${show(loaded)} ${unit}` : `${show(loaded)} of ${show(total)} ${unit}`;
}

export function bytes(count: number): string {
  return byteProgress(count);
}
