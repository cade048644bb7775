import type { FailureKind } from '../../compiler/index.ts';

/** What kept the compiler from a verdict, as a headline. The failure's own message and advice stand below it. */
const TITLES: Record<FailureKind, string> = {
  'not-isolated': 'No verdict: this page may not run a compiler',
  'sdk-missing': 'No verdict: the WASI runtime could not be loaded',
  'module-missing': 'No verdict: the compiler could not be fetched',
  'module-corrupt': 'No verdict: the compiler that came is not the one promised',
  'headers-missing': 'No verdict: the headers could not be fetched',
  'headers-corrupt': 'No verdict: the headers that came are not the ones promised',
  'self-test': 'No verdict: the compiler failed its self-test',
  trap: 'No verdict: the compiler itself broke down',
  'out-of-memory': 'No verdict: the compiler ran out of memory',
  'time-out': 'No verdict: the compiler was stopped after its time was up',
  cancelled: 'Cancelled: no verdict',
  silent: 'No verdict: the compiler stopped without a word',
  'output-too-large': 'No verdict: the compiler wrote more than can be kept',
  'input-too-large': 'No verdict: too much to compile',
  crash: 'No verdict: the compiler’s worker stopped',
};

export function failureTitle(kind: FailureKind): string {
  return TITLES[kind];
}

/** What may help, most promising first. */
export type Remedy = 'reload' | 'retry' | 'more-time' | 'other-toolchain';

export function remedies(kind: FailureKind | undefined): Remedy[] {
  switch (kind) {
    case 'not-isolated':
    case 'sdk-missing':
      return ['reload'];
    case 'time-out':
      return ['more-time', 'retry'];
    case 'cancelled':
    case 'headers-missing':
    case 'headers-corrupt':
    case 'output-too-large':
    case 'input-too-large':
      return ['retry'];
    case undefined:
      return ['other-toolchain'];
    default:
      return ['retry', 'other-toolchain'];
  }
}
