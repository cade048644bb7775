import { beforeAll, describe, expect, it } from 'vitest';
import { RuntimeFailure, type Verdict } from '../../../src/compiler/index.ts';
import {
  applyChanges,
  type Bench,
  type DoTask,
  judgeChoice,
  judgeWork,
  NotHere,
  type PredictTask,
  parseLesson,
  startOf,
  type Tried,
  walkLesson,
} from '../../../src/lessons/index.ts';
import type { Repro } from '../../../src/repro/index.ts';
import { testGrammar } from '../headers/grammar.ts';
import { type TestSite, testSite } from '../study/site.ts';
import { HEAD } from './lesson-text.ts';

let site: TestSite;
let bench: Bench;

beforeAll(async () => {
  site = testSite(await testGrammar(), ['struct box_info', 'BOX_LARGE']);
  bench = {
    catalogue: site.catalogue,
    toolchains: [{ id: 'gcc-8.3.1', state: 'ready' }],
    verdict: (request) => site.compile(request),
    readFile: async (stack, path) => (await site.sources.files.readFiles(stack, [path])).get(path),
    openLink: () => Promise.reject(new NotHere('no links')),
    breaking: async (edits) => (edits.length ? ['set/a.c'] : []),
    abi: () => Promise.reject(new NotHere('no layouts')),
  };
});

const START = `\`\`\`repro
files:
  main.c: |
    struct box_info
    BOX_LARGE
stop: without
toolchain: gcc-8.3.1
\`\`\`
`;

function lesson(...steps: string[]) {
  const blocks = steps.map(
    (step, at) => `## Step ${at + 1}\n\n${at === 0 ? START : ''}\n\`\`\`step\nminutes: 3\n${step}\`\`\`\n`,
  );
  return parseLesson(`---\n${HEAD}---\n\n${blocks.join('\n')}`);
}

const MEND = `kind: do
task: Mend it in the header.
passes: [{ compiles: true, keeps: [consumer, headers] }]
answers:
  - edits: [{ restore: struct box_info }]
wrong:
  - when: [{ changes: [headers] }]
    hint: Stay here.
    by: { stop: linux-1 }
  - when: [{ changes: [consumer] }]
    hint: Mend the header.
    by: { files: { other.h: x } }
`;

const PREDICT = `kind: predict
ask: What is missing?
choices:
  - say: The struct.
    right: true
    when: [{ errors: 1, undeclared: { exactly: [struct box_info] } }]
  - say: Both.
    when: [{ errors: 2 }]
    hint: Count.
  - say: I do not know.
    hint: Look.
`;

describe('a step to do', () => {
  const task = () => lesson(MEND).steps[0]!.task as DoTask;
  const judge = async (change: (start: Repro) => Repro | Promise<Repro>) => {
    const start = await startOf(lesson(MEND), 0, bench);
    return judgeWork(task(), start, await change(start), bench);
  };

  it('is not judged before anything is done', async () => {
    expect(await judge((start) => start)).toEqual({ kind: 'untouched' });
  });

  it('passes by its verdict, whatever way led there', async () => {
    expect(await judge((start) => applyChanges(start, task().answers[0]!, bench))).toEqual({
      kind: 'passed',
    });
    const edits = [{ kind: 'restore', name: 'struct box_info' } as const];
    expect(await judge((start) => ({ ...start, edits, note: 'mine' }))).toEqual({ kind: 'passed' });
  });

  it('is told the hint meant for the mistake', async () => {
    const moved = await judge((start) => applyChanges(start, { stop: 'linux-1' }, bench));
    expect(moved).toMatchObject({ kind: 'failed', wrong: 0, hint: [{ text: 'Stay here.' }] });
    const typed = await judge((start) => applyChanges(start, { files: { 'x.h': '' } }, bench));
    expect(typed).toMatchObject({ kind: 'failed', wrong: 1 });
    const other = await judge((start) => applyChanges(start, { command: { add: '-Wall' } }, bench));
    expect(other).toMatchObject({ kind: 'failed', found: 'it does not compile' });
    expect(other).not.toHaveProperty('hint');
  });

  it('has no answer where there is no verdict', async () => {
    const failing: Bench = {
      ...bench,
      verdict: () => Promise.reject(new RuntimeFailure('time-out', 'Too long.', '')),
    };
    const start = await startOf(lesson(MEND), 0, bench);
    const now = await applyChanges(start, { command: { add: '-Wall' } }, bench);
    expect(await judgeWork(task(), start, now, failing)).toEqual({
      kind: 'unanswered',
      message: 'Too long.',
    });
  });

  it('has no answer where a header cannot be edited so', async () => {
    const gone = await judge((start) => ({ ...start, edits: [{ kind: 'remove', name: 'NO_SUCH_NAME' }] }));
    expect(gone.kind).toBe('unanswered');
  });
});

describe('a prediction', () => {
  it('is right when the compiler says so, not when the lesson does', async () => {
    const { steps } = lesson(PREDICT);
    const task = steps[0]!.task as PredictTask;
    const start = await startOf(lesson(PREDICT), 0, bench);
    expect(await judgeChoice(task, 0, start, bench)).toEqual({ kind: 'passed' });
    expect(await judgeChoice(task, 1, start, bench)).toMatchObject({ kind: 'failed', wrong: 1 });
    expect(await judgeChoice(task, 2, start, bench)).toMatchObject({ hint: [{ text: 'Look.' }] });
    const otherwise: Bench = {
      ...bench,
      verdict: async (request): Promise<Verdict> => ({ ...(await site.compile(request)), diagnostics: [] }),
    };
    expect(await judgeChoice(task, 0, start, otherwise)).toMatchObject({ kind: 'failed' });
  });
});

describe('a step without a start of its own', () => {
  it('goes on from what the steps before leave', async () => {
    const two = lesson(MEND, 'kind: read\n');
    expect((await startOf(two, 1, bench)).edits).toEqual([{ kind: 'restore', name: 'struct box_info' }]);
  });
});

describe('a walk through a lesson', () => {
  const faults = async (...steps: string[]): Promise<Tried[]> =>
    (await walkLesson(lesson(...steps), bench)).filter(({ holds }) => !holds);

  it('finds all in order where it is', async () => {
    expect(
      await faults(MEND, 'kind: read\nholds: [{ compiles: true, edits: { only: [restore] } }]\n'),
    ).toEqual([]);
    expect(await faults(PREDICT)).toEqual([]);
  });

  it('finds claims that do not hold', async () => {
    const [fault] = await faults('kind: read\nholds: [{ errors: 7 }]\n');
    expect(fault).toMatchObject({ step: 1, kind: 'claim', why: 'it does not hold: 1 error' });
  });

  it('finds model answers that fail, and wrong ones that pass or get another hint', async () => {
    const [model] = await faults(MEND.replace('restore: struct box_info', 'remove: BOX_COUNT'));
    expect(model).toMatchObject({ what: 'model answer 1', kind: 'model' });
    const [passes] = await faults(
      MEND.replace('by: { stop: linux-1 }', 'by: { edits: [{ restore: struct box_info }] }'),
    );
    expect(passes).toMatchObject({ what: 'wrong answer 1', why: 'it passes' });
    const [other] = await faults(MEND.replace('by: { files: { other.h: x } }', 'by: { stop: linux-1 }'));
    expect(other).toMatchObject({ what: 'wrong answer 2', why: 'it is given the hint of wrong answer 1' });
  });

  it('finds a step that passes before anything is done, and a choice that is right unmarked', async () => {
    const [nothing] = await faults(MEND.replace('compiles: true', 'compiles: false'));
    expect(nothing).toMatchObject({ what: 'nothing done' });
    const [choice] = await faults(PREDICT.replace('errors: 2', 'errors: { min: 1 }'));
    expect(choice).toMatchObject({ what: 'choice 2', why: 'it is not marked right, but its when holds' });
  });

  it('tells what could not be tried from what is wrong', async () => {
    const [fault] = await faults('kind: read\nholds: [{ value: { of: BOX_COUNT, is: 16 } }]\n');
    expect(fault).toMatchObject({ unanswered: true });
    const [missing] = await faults('kind: read\nholds: [{ compiles: true, at: linux-99 }]\n');
    expect(missing).toMatchObject({ unanswered: true, why: 'This needs the headers linux-99.' });
  });
});

describe('checks', () => {
  const holds = async (check: string) => {
    const tried = await walkLesson(lesson(`kind: read\nholds: [${check}]\n`), bench);
    return tried.at(-1)!.holds;
  };

  it('ask of other stops, of counts in bounds, and of their contrary', async () => {
    expect(await holds('{ compiles: true, at: linux-1 }')).toBe(true);
    expect(await holds('{ errors: { min: 1, max: 2 }, at: linux-2 }')).toBe(true);
    expect(await holds('{ not: { compiles: true }, at: linux-2 }')).toBe(true);
    expect(await holds('{ any: [{ errors: 9 }, { undeclared: [BOX_LARGE] }], at: linux-2 }')).toBe(true);
    expect(await holds('{ any: [{ errors: 9 }, { errors: 8 }] }')).toBe(false);
  });

  it('ask for names at least, or exactly', async () => {
    expect(await holds('{ undeclared: [BOX_LARGE] }')).toBe(false);
    expect(await holds('{ undeclared: [struct box_info] }')).toBe(true);
    expect(await holds('{ undeclared: { exactly: [] }, at: linux-1 }')).toBe(true);
    expect(await holds('{ undeclared: { exactly: [BOX_LARGE] } }')).toBe(false);
  });

  it('ask what was read, said and broken', async () => {
    expect(await holds('{ reads: linux/box.h }')).toBe(true);
    expect(await holds('{ reads: ox.h }')).toBe(false);
    expect(await holds('{ message: "incomplete type \'struct box_info\'" }')).toBe(true);
    expect(await holds('{ breaks: { among: [set/a.c], are: [] } }')).toBe(true);
    expect(await holds('{ breaks: { among: [set/a.c], count: 1 } }')).toBe(false);
  });
});
