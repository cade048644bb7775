/** Lessons opened: of the course, by address, or as a text somebody wrote. */
import {
  LESSON_LIMITS,
  type Lesson,
  LessonError,
  type LessonPlace,
  parseLesson,
  readLessonAddress,
  writeLessonAddress,
} from '../../lessons/index.ts';
import { LinkError } from '../../repro/index.ts';
import { IntakeError } from '../consumer/intake.ts';
import type { Draft } from '../state/drafts.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { pageBench } from './bench.ts';
import { courseLesson } from './course.ts';
import { LessonSession, ProgressKept } from './session.svelte.ts';

/** @throws {IntakeError} when there is no such lesson. */
export async function openAddress(
  workspace: Workspace,
  fragment: string,
  resume: Draft['lesson'],
): Promise<void> {
  await openPlace(workspace, placeOf(fragment), resume);
}

export async function openPlace(
  workspace: Workspace,
  place: LessonPlace,
  resume?: Draft['lesson'],
): Promise<void> {
  const { source, lesson, key } = await lessonAt(place);
  await begin(workspace, lesson, source, key, place.step, resume);
}

export async function openCourse(workspace: Workspace, id: string): Promise<void> {
  const { lesson, source, key } = await lessonAt({ lesson: { id }, step: 1, embed: false });
  const reached = new ProgressKept(workspace.drafts.local).all.lessons[key];
  const whole = reached?.done.length === lesson.steps.length;
  await begin(workspace, lesson, source, key, whole ? 1 : (reached?.step ?? 1));
}

export async function openText(workspace: Workspace, text: string): Promise<void> {
  await openPlace(workspace, { lesson: { text }, step: 1, embed: false });
}

function placeOf(fragment: string): LessonPlace {
  try {
    const place = readLessonAddress(fragment);
    if (place) return place;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    throw new IntakeError(`The lesson was not opened. ${error.message}`, { cause: error });
  }
  throw new IntakeError('The lesson was not opened: its address is not one that lessons have.');
}

async function lessonAt({
  lesson: source,
}: LessonPlace): Promise<{ lesson: Lesson; source: LessonPlace['lesson']; key: string }> {
  if ('id' in source) {
    const lesson = await courseLesson(source.id);
    if (!lesson) throw new IntakeError(`There is no lesson “${source.id}” in this course.`);
    return { lesson, source, key: source.id };
  }
  if (source.text.length > LESSON_LIMITS.text) {
    throw new IntakeError(`A lesson has at most ${LESSON_LIMITS.text} characters.`);
  }
  try {
    const lesson = parseLesson(source.text);
    return { lesson, source, key: await ownKey(lesson, source.text) };
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    throw new IntakeError(`This is not a lesson that can be opened. ${error.message}`, { cause: error });
  }
}

/** Of a lesson that is not of the course: by its text, so that a stranger's cannot touch the course's progress. */
async function ownKey({ id }: Lesson, text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const hex = [...digest.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `own.${id.slice(0, 40)}.${hex}`;
}

async function begin(
  workspace: Workspace,
  lesson: Lesson,
  source: LessonPlace['lesson'],
  key: string,
  step: number,
  resume?: Draft['lesson'],
): Promise<void> {
  const { lessons, drafts, keeping } = workspace;
  const again = lessons.session?.key === key ? lessons.session : undefined;
  if (again) {
    await again.go(step);
    return;
  }
  const before = lessons.before ?? resume?.before ?? keeping.draftId;
  // From one lesson to another there is nothing to be kept in between.
  if (!lessons.session && !resume) await workspace.setAside();
  const session = new LessonSession(
    lesson,
    source,
    key,
    workspace,
    pageBench(workspace),
    new ProgressKept(drafts.local),
    (at) => {
      keeping.saveSoon();
      try {
        drafts.entry.show(writeLessonAddress({ lesson: source, step: at, embed: false }));
      } catch (error) {
        // Too long for an address: it can be opened from its file again.
        if (!(error instanceof LinkError)) throw error;
      }
    },
  );
  lessons.before = before;
  lessons.session = session;
  // Work on another step, or in another lesson, is not what this step starts from.
  await session.go(step, resume?.of === key && resume.step === step);
}
