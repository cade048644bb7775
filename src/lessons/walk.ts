/** A whole lesson, done as it says and as it warns against: what its author and CI want to know. */
import { RuntimeFailure } from '../compiler/index.ts';
import { HeaderEditError } from '../headers/index.ts';
import type { Repro } from '../repro/index.ts';
import { type Bench, NotHere } from './bench.ts';
import { askAll } from './checks/ask.ts';
import { LessonError } from './error.ts';
import { type Judgement, judgeChoice, judgeWork } from './judge.ts';
import type { DoTask, Lesson, PredictTask } from './lesson.ts';
import { applyChanges, startOf } from './starts.ts';

/** One thing a lesson says, tried. */
export interface Tried {
  /** 1-based. */
  step: number;
  /** Line of the step's heading. */
  line: number;
  /** “model answer 1”, “wrong answer 2”, “choice 3”, “what the text says (1)”. */
  what: string;
  kind: 'claim' | 'model' | 'wrong';
  holds: boolean;
  /** Why not, for the author. */
  why?: string;
  /** It could not be tried: the runtime gave no verdict, or a part is not here. */
  unanswered?: true;
}

/** Why something does not hold. */
interface Fault {
  why: string;
  unanswered?: true;
}

/**
 * Tries all of it: what each step's text says, its model answers (which must pass) and its wrong answers (which must
 * fail, with the hint meant for them). What fails does not stop the rest.
 */
export async function walkLesson(
  lesson: Lesson,
  bench: Bench,
  onTried: (tried: Tried) => void = () => {},
): Promise<Tried[]> {
  const all: Tried[] = [];
  for (const [index, step] of lesson.steps.entries()) {
    const attempt = async (what: string, kind: Tried['kind'], tryIt: () => Promise<Fault | undefined>) => {
      const fault = await explained(tryIt);
      const tried = {
        step: index + 1,
        line: step.line,
        what,
        kind,
        holds: !fault,
        ...fault,
      };
      all.push(tried);
      onTried(tried);
    };
    let start: Repro | undefined;
    await attempt('its start', 'claim', async () => {
      start = await startOf(lesson, index, bench);
      return undefined;
    });
    if (!start) continue;
    const from = start;
    for (const [at, check] of step.task.holds.entries()) {
      await attempt(`what the text says (${at + 1})`, 'claim', async () => {
        const { holds, found } = await askAll([check], { start: from, now: from, bench });
        return holds ? undefined : { why: `it does not hold: ${found}` };
      });
    }
    if (step.task.kind === 'predict') await walkChoices(step.task, from, bench, attempt);
    if (step.task.kind === 'do') await walkAnswers(step.task, from, bench, attempt);
  }
  return all;
}

type Attempt = (what: string, kind: Tried['kind'], tryIt: () => Promise<Fault | undefined>) => Promise<void>;

async function walkChoices(task: PredictTask, start: Repro, bench: Bench, attempt: Attempt): Promise<void> {
  for (const [at, choice] of task.choices.entries()) {
    await attempt(`choice ${at + 1}`, choice.right ? 'model' : 'wrong', async () => {
      const judged = await judgeChoice(task, at, start, bench);
      if (choice.right) return passed(judged);
      if (judged.kind === 'passed') return { why: 'it is not marked right, but its when holds' };
      return judged.kind === 'failed' ? undefined : unjudged(judged);
    });
  }
}

async function walkAnswers(task: DoTask, start: Repro, bench: Bench, attempt: Attempt): Promise<void> {
  await attempt('nothing done', 'wrong', async () => {
    const { holds } = await askAll(task.passes, { start, now: start, bench });
    return holds ? { why: 'the step passes before anything is done' } : undefined;
  });
  for (const [at, answer] of task.answers.entries()) {
    await attempt(`model answer ${at + 1}`, 'model', async () =>
      passed(await judgeWork(task, start, await applyChanges(start, answer, bench), bench)),
    );
  }
  for (const [at, { by }] of task.wrong.entries()) {
    for (const [way, changes] of [by].flat().entries()) {
      const what = `wrong answer ${at + 1}${Array.isArray(by) ? `.${way + 1}` : ''}`;
      await attempt(what, 'wrong', async () => {
        const judged = await judgeWork(task, start, await applyChanges(start, changes, bench), bench);
        if (judged.kind === 'passed') return { why: 'it passes' };
        if (judged.kind !== 'failed') return unjudged(judged);
        if (judged.wrong === at) return undefined;
        return {
          why:
            judged.wrong === undefined
              ? `no hint is given for it: its when does not hold (${judged.found})`
              : `it is given the hint of wrong answer ${judged.wrong + 1}`,
        };
      });
    }
  }
}

function passed(judged: Judgement): Fault | undefined {
  if (judged.kind === 'passed') return undefined;
  return judged.kind === 'failed' ? { why: `it does not pass: ${judged.found}` } : unjudged(judged);
}

function unjudged(judged: Judgement): Fault {
  return judged.kind === 'unanswered'
    ? { why: `no verdict: ${judged.message}`, unanswered: true }
    : { why: 'it changes nothing' };
}

async function explained(tryIt: () => Promise<Fault | undefined>): Promise<Fault | undefined> {
  try {
    return await tryIt();
  } catch (error) {
    if (error instanceof LessonError) return { why: error.message };
    if ([NotHere, RuntimeFailure, HeaderEditError].some((kind) => error instanceof kind)) {
      return { why: (error as Error).message, unanswered: true };
    }
    throw error;
  }
}
