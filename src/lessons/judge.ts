/** What is said of a learner's step: whether it is done, and if not, which hint is meant for it. */
import { RuntimeFailure } from '../compiler/index.ts';
import { HeaderEditError } from '../headers/index.ts';
import type { Repro } from '../repro/index.ts';
import { type Bench, NotHere } from './bench.ts';
import { askAll } from './checks/ask.ts';
import { sameWork } from './checks/work.ts';
import type { DoTask, PredictTask } from './lesson.ts';
import type { Inline } from './prose.ts';
import { applyChanges } from './starts.ts';

export type Judgement =
  /** Nothing has been changed yet. */
  | { kind: 'untouched' }
  | { kind: 'passed' }
  | {
      kind: 'failed';
      /** The one meant for this mistake, where the lesson knows it. */
      hint?: Inline[];
      /** Which of the lesson's wrong answers (or choices) it is. */
      wrong?: number;
      /** What was found instead, for the lesson's author. */
      found: string;
    }
  /** There is no verdict to judge by. */
  | { kind: 'unanswered'; message: string };

/** A `do` step as the learner has it now. */
export async function judgeWork(task: DoTask, start: Repro, now: Repro, bench: Bench): Promise<Judgement> {
  if (sameWork(start, now)) return { kind: 'untouched' };
  const asking = { start, now, bench };
  return answered(async () => {
    const passed = await askAll(task.passes, asking);
    if (passed.holds) return { kind: 'passed' };
    for (const [wrong, { when, hint }] of task.wrong.entries()) {
      if ((await askAll(when, asking)).holds) return { kind: 'failed', hint, wrong, found: passed.found };
    }
    return { kind: 'failed', found: passed.found };
  });
}

/** A choice of a `predict` step: the compiler says whether it is right. */
export async function judgeChoice(
  { choices, reveal }: PredictTask,
  choice: number,
  start: Repro,
  bench: Bench,
): Promise<Judgement> {
  const { when, hint } = choices[choice]!;
  const wrong: Judgement = {
    kind: 'failed',
    ...(hint && { hint }),
    wrong: choice,
    found: 'the choice has no when',
  };
  if (!when) return wrong;
  return answered(async () => {
    const now = await applyChanges(start, reveal, bench);
    const { holds, found } = await askAll(when, { start, now, bench });
    return holds ? { kind: 'passed' } : { ...wrong, found };
  });
}

/** A failure of the runtime, or a header that cannot be edited so, is no verdict and no mistake. */
async function answered(judge: () => Promise<Judgement>): Promise<Judgement> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof RuntimeFailure || error instanceof HeaderEditError || error instanceof NotHere) {
      return { kind: 'unanswered', message: error.message };
    }
    throw error;
  }
}
