/** A lesson under way: which step, what the learner did of it, what is said to that. */
import { RuntimeFailure } from '../../compiler/index.ts';
import {
  applyChanges,
  type Bench,
  type Judgement,
  judgeChoice,
  judgeWork,
  type Lesson,
  LessonError,
  type LessonPlace,
  NO_PROGRESS,
  NotHere,
  type Progress,
  progressAt,
  readProgress,
  type Step,
  startOf,
  withoutProgress,
  writeProgress,
} from '../../lessons/index.ts';
import type { Repro } from '../../repro/index.ts';
import type { Store } from '../state/drafts.ts';

const PROGRESS = 'undeclared:lessons';

/** The page, as far as a lesson moves it. */
export interface Stage {
  readonly repro: Repro;
  /** Shows a repro as the present step's. */
  takeStep(repro: Repro): void;
}

/** Progress as this browser keeps it; where it cannot, it lasts as long as the page. */
export class ProgressKept {
  all: Progress = $state.raw(NO_PROGRESS);

  constructor(readonly store: Store) {
    this.all = readProgress(store.getItem(PROGRESS));
  }

  at(key: string, step: number, done: boolean): void {
    this.#keep(progressAt(this.all, key, step, done, Date.now()));
  }

  forget(key: string): void {
    this.#keep(withoutProgress(this.all, key));
  }

  isDone(key: string, step: number): boolean {
    return this.all.lessons[key]?.done.includes(step) ?? false;
  }

  #keep(progress: Progress): void {
    this.all = progress;
    try {
      this.store.setItem(PROGRESS, writeProgress(progress));
    } catch {
      // No room: it is kept for this visit.
    }
  }
}

export class LessonSession {
  /** 0-based. */
  index = $state(0);
  /** What the step started with; absent until that is known. */
  start: Repro | undefined = $state.raw();
  /** Why the step cannot be begun here. */
  problem: string | undefined = $state();
  judgement: Judgement | undefined = $state.raw();
  judging = $state(false);
  /** How many hints have been asked for. */
  hints = $state(0);
  /** Choices that were wrong. */
  tried: number[] = $state.raw([]);
  chosen: number | undefined = $state();
  /** In this sitting. */
  passed = $state(false);

  readonly step: Step = $derived.by(() => this.lesson.steps[this.index]!);
  readonly number: number = $derived(this.index + 1);
  readonly doneBefore: boolean = $derived.by(() => this.progress.isDone(this.key, this.number));
  readonly isLast: boolean = $derived.by(() => this.number === this.lesson.steps.length);
  /** The learner chooses before the compiler answers: until then the page says nothing of it. */
  readonly covered: boolean = $derived.by(() => {
    const { task } = this.step;
    return task.kind === 'predict' && task.covered && !this.passed;
  });

  #turn = 0;

  constructor(
    readonly lesson: Lesson,
    readonly source: LessonPlace['lesson'],
    /** Of its progress. */
    readonly key: string,
    readonly stage: Stage,
    readonly bench: Bench,
    readonly progress: ProgressKept,
    readonly onStep: (step: number) => void,
  ) {}

  /**
   * Goes to a step. One without a repro of its own goes on from what the learner has, if they did the one before.
   * @param resume the page has the step's work already: after a reload.
   */
  async go(number: number, resume = false): Promise<void> {
    const index = Math.min(Math.max(number, 1), this.lesson.steps.length) - 1;
    const goesOn = index === this.index + 1 && this.passed && !this.lesson.steps[index]!.start;
    const turn = ++this.#turn;
    this.index = index;
    this.start = undefined;
    this.problem = undefined;
    this.judgement = undefined;
    this.judging = false;
    this.hints = 0;
    this.tried = [];
    this.chosen = undefined;
    this.passed = false;
    this.progress.at(this.key, index + 1, false);
    this.onStep(index + 1);
    try {
      const start = goesOn ? this.stage.repro : await startOf(this.lesson, index, this.bench);
      if (turn !== this.#turn) return;
      this.start = start;
      if (!goesOn && !resume) this.stage.takeStep(start);
    } catch (error) {
      if (turn === this.#turn) this.problem = problemOf(error);
    }
  }

  /** Back to the step's start. */
  again(): Promise<void> {
    return this.go(this.number);
  }

  next(): Promise<void> {
    if (this.step.task.kind === 'read') this.#pass();
    return this.isLast ? Promise.resolve() : this.go(this.number + 1);
  }

  async choose(choice: number): Promise<void> {
    const { task } = this.step;
    const { start } = this;
    if (task.kind !== 'predict' || !start || this.judging) return;
    const turn = this.#turn;
    this.chosen = choice;
    this.judging = true;
    try {
      const judgement = await judgeChoice(task, choice, start, this.bench);
      if (turn !== this.#turn) return;
      this.judgement = judgement;
      if (judgement.kind === 'failed') this.tried = [...new Set([...this.tried, choice])];
      if (judgement.kind !== 'passed') return;
      if (Object.keys(task.reveal).length) {
        this.stage.takeStep(await applyChanges(this.stage.repro, task.reveal, this.bench));
      }
      this.#pass();
    } catch (error) {
      if (turn === this.#turn) this.judgement = { kind: 'unanswered', message: problemOf(error) };
    } finally {
      if (turn === this.#turn) this.judging = false;
    }
  }

  /** Looks at the learner's work; what has passed stays passed. */
  async judge(): Promise<void> {
    const { task } = this.step;
    const { start, stage } = this;
    if (task.kind !== 'do' || !start || this.passed) return;
    const turn = ++this.#turn;
    this.judging = true;
    try {
      const judgement = await judgeWork(task, start, stage.repro, this.bench);
      if (turn !== this.#turn) return;
      this.judgement = judgement;
      if (judgement.kind === 'passed') this.#pass();
    } catch (error) {
      if (turn === this.#turn) this.judgement = { kind: 'unanswered', message: problemOf(error) };
    } finally {
      if (turn === this.#turn) this.judging = false;
    }
  }

  /** Does the step as the lesson does it. */
  async showAnswer(): Promise<void> {
    const { task } = this.step;
    if (task.kind !== 'do' || !this.start) return;
    this.stage.takeStep(await applyChanges(this.start, task.answers[0]!, this.bench));
  }

  #pass(): void {
    this.passed = true;
    this.progress.at(this.key, this.number, true);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof NotHere || error instanceof RuntimeFailure || error instanceof LessonError) {
    return error.message;
  }
  return `Something went wrong in this page: ${error instanceof Error ? error.message : String(error)}`;
}
