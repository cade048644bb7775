/** A lesson as it has been read: valid, bounded, its words free of markup. */
import * as v from 'valibot';
import { Changes, type Start } from './changes.ts';
import { Check, Checks } from './checks/check.ts';
import { readInline } from './markdown.ts';
import type { Prose } from './prose.ts';

/** Bounds of a lesson. Texts are counted in UTF-16 code units. */
export const LESSON_LIMITS = {
  text: 300_000,
  steps: 40,
  /** Of one `repro` or `step` block, or the front matter. */
  block: 60_000,
} as const;

/** One line of Markdown. */
const Words = v.pipe(v.string(), v.minLength(1), v.maxLength(1_500), v.transform(readInline));
const Minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15));
const LessonId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'an id has small letters, digits and - only, at most 60'),
);

/** The front matter. */
export const Head = v.strictObject({
  /** Version of the format. */
  lesson: v.literal(1, 'this program reads lessons of format 1'),
  id: LessonId,
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  /** One sentence for the list of lessons. */
  summary: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  /** Lessons to do before this one, by id. */
  needs: v.optional(v.pipe(v.array(LessonId), v.maxLength(9)), []),
  author: v.optional(v.pipe(v.string(), v.maxLength(120))),
});
export type Head = v.InferOutput<typeof Head>;

const shared = {
  minutes: Minutes,
  /** What the step's text says of the repro it starts with; `lesson check` holds it to that. */
  holds: v.optional(v.pipe(v.array(Check), v.maxLength(20)), []),
};

const Choice = v.pipe(
  v.strictObject({
    say: Words,
    /** Holds of the revealed repro when the choice is right. */
    when: v.optional(Checks),
    right: v.optional(v.literal(true)),
    /** Said to who chooses it wrongly. */
    hint: v.optional(Words),
  }),
  v.check(
    ({ right, when }) => !right || when !== undefined,
    'the right choice needs a when: the compiler decides, not the lesson',
  ),
  v.check(({ right, hint }) => right === true || hint !== undefined, 'a wrong choice needs a hint'),
);
export type Choice = v.InferOutput<typeof Choice>;

const Wrong = v.strictObject({
  /** What tells this mistake from others. */
  when: Checks,
  hint: Words,
  /** How one gets there, for `lesson check`. */
  by: v.union([Changes, v.pipe(v.array(Changes), v.minLength(1), v.maxLength(8))]),
});
export type Wrong = v.InferOutput<typeof Wrong>;

const StepBlock = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('read'), ...shared }),
    v.strictObject({
      kind: v.literal('predict'),
      ...shared,
      ask: Words,
      choices: v.pipe(
        v.array(Choice),
        v.minLength(2),
        v.maxLength(6),
        v.check((choices) => choices.some(({ right }) => right), 'one choice must be right'),
      ),
      /** Changes made to the repro when it is shown; the choices' checks are about what it is then. */
      reveal: v.optional(Changes, {}),
      /** False where the question is about what is to be seen already. */
      covered: v.optional(v.boolean(), true),
    }),
    v.strictObject({
      kind: v.literal('do'),
      ...shared,
      task: Words,
      /** All of these hold when the step is done. */
      passes: Checks,
      /** Ways to do it. The first is what a step without a repro of its own goes on from. */
      answers: v.pipe(v.array(Changes), v.minLength(1), v.maxLength(8)),
      wrong: v.optional(v.pipe(v.array(Wrong), v.maxLength(12)), []),
      /** Shown one at a time, when asked for. */
      hints: v.optional(v.pipe(v.array(Words), v.maxLength(6)), []),
    }),
  ],
  'a step has a kind: read, predict or do',
);
export const Task = StepBlock;
export type Task = v.InferOutput<typeof Task>;
export type ReadTask = Extract<Task, { kind: 'read' }>;
export type PredictTask = Extract<Task, { kind: 'predict' }>;
export type DoTask = Extract<Task, { kind: 'do' }>;

export interface Step {
  title: string;
  /** Before it is done. */
  text: Prose;
  task: Task;
  /** Shown once it is done. */
  after: Prose;
  /** The repro it starts with; without one it goes on from the step before. */
  start?: Start;
  /** 1-based line of its heading. */
  line: number;
}

export interface Lesson extends Omit<Head, 'lesson'> {
  /** Before the first step. */
  intro: Prose;
  steps: Step[];
  /** Of all steps together. */
  minutes: number;
}
