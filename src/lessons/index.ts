/**
 * lessons: guided repros, with something to predict, to do and to check. Reads lessons, judges their steps.
 * Stands on study and below. Pure: compiling, layouts and files are functions it is given; knows no DOM, no Svelte,
 * no Node.
 */
export { type Bench, NotHere } from './bench.ts';
export type { Changes, Start } from './changes.ts';
export type { AbiWord, Check, TargetName } from './checks/check.ts';
export { LessonError } from './error.ts';
export { type Judgement, judgeChoice, judgeWork } from './judge.ts';
export type { Choice, DoTask, Lesson, PredictTask, ReadTask, Step, Task } from './lesson.ts';
export { LESSON_LIMITS } from './lesson.ts';
export { isLessonAddress, type LessonPlace, readLessonAddress, writeLessonAddress } from './link.ts';
export { parseLesson } from './parse.ts';
export {
  type LessonProgress,
  NO_PROGRESS,
  type Progress,
  progressAt,
  readProgress,
  withoutProgress,
  writeProgress,
} from './progress.ts';
export { type Block, type Inline, type Prose, plainInline } from './prose.ts';
export { applyChanges, endOf, startOf } from './starts.ts';
export { type Tried, walkLesson } from './walk.ts';
