/**
 * Addresses of lessons: `#lesson=eight-errors&step=3` for one of the course, `#lesson.1.…&step=3` for one that is in
 * the link itself. `#embed.` before it shows it inside a course page.
 */
import { textOfLink, textToLink } from '../repro/index.ts';
import { LESSON_LIMITS } from './lesson.ts';

export interface LessonPlace {
  lesson: { id: string } | { text: string };
  /** 1-based. */
  step: number;
  embed: boolean;
}

const OWN = 'lesson.1.';
const ADDRESS = /^#?(embed\.)?lesson(?:=([a-z0-9][a-z0-9-]{0,59})|\.1\.([\w-]+))(?:&step=(\d{1,3}))?$/;

/** Whether a fragment is the address of a lesson, whole or not. */
export function isLessonAddress(fragment: string): boolean {
  return /^#?(?:embed\.)?lesson[=.]/.test(fragment);
}

/** The fragment, without `#`. @throws {LinkTooLargeError} when a lesson of one's own does not fit. */
export function writeLessonAddress({ lesson, step, embed }: LessonPlace): string {
  const name = 'id' in lesson ? `lesson=${lesson.id}` : textToLink(OWN, lesson.text);
  return `${embed ? 'embed.' : ''}${name}${step > 1 ? `&step=${step}` : ''}`;
}

/**
 * Undefined where it is not the address of a lesson.
 * @throws {LinkError} when the lesson in it is cut off or damaged.
 */
export function readLessonAddress(fragment: string): LessonPlace | undefined {
  const match = ADDRESS.exec(fragment);
  if (!match) return undefined;
  const [, embed, id, packed, step = '1'] = match;
  return {
    lesson: id === undefined ? { text: textOfLink(OWN, packed!, LESSON_LIMITS.text * 4) } : { id },
    step: Math.max(1, Number(step)),
    embed: embed !== undefined,
  };
}
