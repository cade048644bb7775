/** Why a case differs from native: one line each. What none of these explains fails the test. */
import type { Corpus } from './case.ts';
import type { Finding } from './run.ts';

interface Reason {
  corpus?: Corpus['id'];
  /** All that are given must match. */
  name?: RegExp;
  toolchain?: RegExp;
  kind: Finding['kind'];
  detail?: RegExp;
  why: string;
}

const reasons: Reason[] = [
  {
    kind: 'unsteady',
    why: 'native’s own answer is another from run to run, or under MALLOC_PERTURB_: it looks at memory it never wrote',
  },
  {
    corpus: 'gcc-tests',
    kind: 'different',
    detail: /^exit 4 \(“[^”]*(?:internal compiler error|confused by earlier errors)/,
    why: 'native ends in an internal error of its own, having followed a wild address: there is no answer to be equal to',
  },
  {
    corpus: 'gcc-tests',
    kind: 'different',
    detail: /^native: libbacktrace could not find executable to open \| WASI: no stack trace/,
    why: 'the same internal error on both sides; native then says why it cannot show its stack',
  },
  {
    kind: 'deeper',
    why: 'nested deeper than the host’s stack: a runtime failure on the page, equal where the stack is deeper',
  },
  {
    toolchain: /^clang-/,
    corpus: 'limits',
    kind: 'trap',
    detail: /not finished after/,
    why: 'takes longer than the time a run is given: a time-out on the page',
  },
  {
    toolchain: /^clang-/,
    corpus: 'limits',
    kind: 'trap',
    detail: /memory access out of bounds/,
    why: 'nested deeper than the stack the module has in its own memory: a runtime failure on the page',
  },
  {
    kind: 'trap',
    detail: /call stack/,
    why: 'nested deeper than any stack the host gives: a runtime failure on the page',
  },
];

/** @returns why, or undefined when the finding has no explanation. */
export function reasonFor(toolchain: string, corpus: Corpus['id'], finding: Finding): string | undefined {
  return reasons.find(
    (reason) =>
      reason.kind === finding.kind &&
      (reason.corpus === undefined || reason.corpus === corpus) &&
      (reason.toolchain?.test(toolchain) ?? true) &&
      (reason.name?.test(finding.name) ?? true) &&
      (reason.detail?.test(finding.detail) ?? true),
  )?.why;
}
