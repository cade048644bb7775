/** Why a case differs from native: one line each. What none of these explains fails the test. */
import type { Corpus } from './case.ts';
import type { Finding } from './run.ts';

interface Reason {
  corpus?: Corpus['id'];
  /** All that are given must match. */
  name?: RegExp;
  version?: RegExp;
  kind: Finding['kind'];
  detail?: RegExp;
  why: string;
}

const reasons: Reason[] = [
  {
    corpus: 'gcc-tests',
    name: /^gcc\.dg\/cpp\/trad\/maccom3\.c$/,
    kind: 'different',
    why: 'native’s own answer is another in every run, or a crash',
  },
  {
    corpus: 'gcc-tests',
    name: /^gcc\.dg\/cpp\/tr-paste\.c$/,
    version: /^16\./,
    kind: 'different',
    detail: /not 4 \(“tr-paste\.c:17: confused by earlier errors/,
    why: 'an open fault of the port: with -traditional-cpp it ends in an internal error after the errors native gives',
  },
  {
    kind: 'deeper',
    why: 'nested deeper than the host’s stack: a runtime failure on the page, equal where the stack is deeper',
  },
  {
    kind: 'trap',
    detail: /call stack/,
    why: 'nested deeper than any stack the host gives: a runtime failure on the page',
  },
];

/** @returns why, or undefined when the finding has no explanation. */
export function reasonFor(version: string, corpus: Corpus['id'], finding: Finding): string | undefined {
  return reasons.find(
    (reason) =>
      reason.kind === finding.kind &&
      (reason.corpus === undefined || reason.corpus === corpus) &&
      (reason.version?.test(version) ?? true) &&
      (reason.name?.test(finding.name) ?? true) &&
      (reason.detail?.test(finding.detail) ?? true),
  )?.why;
}
