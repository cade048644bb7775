/**
 * study: questions over many verdicts: why a consumer does not compile, what the smallest repair of the headers is,
 * where along a family of snapshots it compiles, whom a header change breaks, and what two compilers say of the same.
 * Pure: compiling, reading headers and keeping verdicts are functions it is given. Knows no DOM, no Svelte, no Node,
 * no runtime.
 */
export * from './beside.ts';
export * from './blame/blame.ts';
export { type Change, includeOf } from './blame/change.ts';
export { guardsAt } from './blame/guards.ts';
export { type Hunk, hunkAt } from './blame/hunk.ts';
export { blameSentence } from './blame/sentence.ts';
export { type Complaint, type Subject, subjectOf } from './blame/subject.ts';
export type { Place, Sources, StackFiles } from './blame/view.ts';
export * from './changes/fitting.ts';
export * from './changes/standing.ts';
export * from './layout/index.ts';
export { type ChangedHeader, kernelPath, patchOfHeaders } from './repair/patch-of.ts';
export * from './repair/reserve.ts';
export * from './verdicts/impact.ts';
export * from './verdicts/store.ts';
export {
  type Cell,
  cellsOf,
  errorsOf,
  type Filled,
  fillTimeline,
  type Outcome,
  requestAt,
  type TimelineInput,
  type TimelineOptions,
  timelineSentence,
} from './verdicts/timeline.ts';
export * from './whereabouts.ts';
