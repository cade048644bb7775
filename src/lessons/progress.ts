/** How far a learner has come: which steps of which lessons are done. Kept by whoever runs the lessons. */
import * as v from 'valibot';
import { LESSON_LIMITS } from './lesson.ts';

const StepNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LESSON_LIMITS.steps));
const LessonKey = v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,80}$/));

const LessonProgress = v.object({
  /** 1-based, each once. */
  done: v.pipe(v.array(StepNumber), v.maxLength(LESSON_LIMITS.steps)),
  /** Where the learner was last. */
  step: StepNumber,
  /** Milliseconds since 1970. */
  at: v.pipe(v.number(), v.finite()),
});
export type LessonProgress = v.InferOutput<typeof LessonProgress>;

/** Lessons kept; the one not touched for longest goes first. */
const MAX_LESSONS = 60;

const Progress = v.object({ format: v.literal(1), lessons: v.record(LessonKey, LessonProgress) });
export type Progress = v.InferOutput<typeof Progress>;

export const NO_PROGRESS: Progress = { format: 1, lessons: {} };
/** Characters of it that are read back. */
const MAX_TEXT = 100_000;

/** What was kept, or none where it is not what it should be. */
export function readProgress(text: string | null): Progress {
  if (text === null || text.length > MAX_TEXT) return NO_PROGRESS;
  try {
    return v.parse(Progress, JSON.parse(text));
  } catch {
    return NO_PROGRESS;
  }
}

export function writeProgress(progress: Progress): string {
  return JSON.stringify(progress);
}

/** The learner is at a step; `done` says that it is done now. */
export function progressAt(
  progress: Progress,
  key: string,
  step: number,
  done: boolean,
  now: number,
): Progress {
  const before = progress.lessons[key];
  const steps = new Set(before?.done);
  if (done) steps.add(step);
  const lessons = { ...progress.lessons, [key]: { done: [...steps].sort((a, b) => a - b), step, at: now } };
  const oldest = Object.entries(lessons).sort(([, a], [, b]) => b.at - a.at);
  return { format: 1, lessons: Object.fromEntries(oldest.slice(0, MAX_LESSONS)) };
}

/** As if the lesson had never been begun. */
export function withoutProgress(progress: Progress, key: string): Progress {
  const { [key]: _, ...lessons } = progress.lessons;
  return { format: 1, lessons };
}
