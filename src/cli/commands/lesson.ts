/** `undeclared lesson check`: a lesson done as it says and as it warns against. */
import { readFileSync, statSync } from 'node:fs';
import {
  LESSON_LIMITS,
  type Lesson,
  LessonError,
  parseLesson,
  type Tried,
  walkLesson,
} from '../../lessons/index.ts';
import { Desk } from '../desk.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { deskBench } from '../lesson-bench.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export interface LessonOptions {
  json: boolean;
  /** Milliseconds a compile may take. */
  timeout: number;
}

export async function checkLessons(
  shelf: Shelf,
  files: readonly string[],
  { json, timeout }: LessonOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const lessons = files.map((file) => ({ file, ...readLesson(file) }));
  let exit: ExitCode = EXIT.ok;
  /** What cannot be read comes before what cannot be tried, and that before what is otherwise than said. */
  const worse = (code: ExitCode) => {
    const order: ExitCode[] = [EXIT.ok, EXIT.differences, EXIT.failed, EXIT.usage];
    if (order.indexOf(code) > order.indexOf(exit)) exit = code;
  };
  await Desk.with(shelf, timeout, terminal, async (desk) => {
    const bench = deskBench(desk);
    for (const { file, lesson, error } of lessons) {
      if (!lesson) {
        worse(EXIT.usage);
        if (json)
          terminal.stdout.write(`${JSON.stringify({ file, error: error!.message, line: error!.line })}\n`);
        else terminal.stderr.write(`${file}:${error!.line ?? 1}: ${error!.message}\n`);
        continue;
      }
      const begun = performance.now();
      const tried = await walkLesson(lesson, bench, (one) => {
        if (!json && !one.holds) terminal.stdout.write(`${file}:${one.line}: ${sentence(lesson, one)}\n`);
      });
      const broken = tried.filter(({ holds }) => !holds);
      if (broken.length) worse(broken.some(({ unanswered }) => unanswered) ? EXIT.failed : EXIT.differences);
      if (json) {
        terminal.stdout.write(
          `${JSON.stringify({ file, lesson: lesson.id, minutes: lesson.minutes, tried })}\n`,
        );
        continue;
      }
      const count = (kind: Tried['kind']) => tried.filter((one) => one.kind === kind).length;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      terminal.stdout.write(
        `${broken.length ? '✗' : '✓'} ${file}: ${lesson.steps.length} steps, ${count('claim')} claims, ` +
          `${count('model')} model answers, ${count('wrong')} wrong ones; ` +
          `${broken.length ? `${broken.length} not as the lesson says` : 'all as the lesson says'}; ${seconds} s\n`,
      );
    }
  });
  return exit;
}

function sentence({ steps }: Lesson, { step, what, why }: Tried): string {
  return `step ${step} (${steps[step - 1]!.title}), ${what}: ${why}`;
}

/** @throws {UsageError} when the file cannot be read at all. */
function readLesson(file: string): { lesson?: Lesson; error?: LessonError } {
  let text: string;
  try {
    if (statSync(file).size > LESSON_LIMITS.text * 4) throw new Error('it is too large for a lesson');
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
    });
  }
  try {
    return { lesson: parseLesson(text) };
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    return { error };
  }
}
