import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLessonAddress,
  LESSON_LIMITS,
  NO_PROGRESS,
  progressAt,
  readLessonAddress,
  readProgress,
  withoutProgress,
  writeLessonAddress,
  writeProgress,
} from '../../../src/lessons/index.ts';
import { hasLink, LinkError } from '../../../src/repro/index.ts';
import { lessonText } from './lesson-text.ts';

describe('the address of a lesson', () => {
  it('names a lesson of the course and a step', () => {
    expect(readLessonAddress('#lesson=eight-errors&step=3')).toEqual({
      lesson: { id: 'eight-errors' },
      step: 3,
      embed: false,
    });
    expect(readLessonAddress('#embed.lesson=eight-errors')).toMatchObject({ step: 1, embed: true });
    expect(writeLessonAddress({ lesson: { id: 'x' }, step: 1, embed: false })).toBe('lesson=x');
    for (const other of ['', '#', '#r1.abc', '#lesson=', '#lesson=A', '#lesson=x&step=', '#lesson=x&y', '#x'])
      expect(readLessonAddress(other), other).toBeUndefined();
  });

  it('carries a lesson of one’s own, and is never taken for a repro', () => {
    const place = { lesson: { text: lessonText() }, step: 2, embed: true };
    const address = writeLessonAddress(place);
    expect(readLessonAddress(`#${address}`)).toEqual(place);
    expect(isLessonAddress(`#${address}`)).toBe(true);
    expect(hasLink(`#${address}`)).toBe(false);
  });

  it('says so when it is cut off or changed', () => {
    const address = writeLessonAddress({ lesson: { text: lessonText() }, step: 1, embed: false });
    expect(() => readLessonAddress(address.slice(0, -9))).toThrow(LinkError);
    expect(() => readLessonAddress(address.replace(/.(.{20})$/, '_$1'))).toThrow(LinkError);
  });

  it('cannot be made to unpack to more than a lesson has', () => {
    const bomb = writeLessonAddress({
      lesson: { text: 'x'.repeat(LESSON_LIMITS.text * 5) },
      step: 1,
      embed: false,
    });
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => readLessonAddress(bomb)).toThrow(/unpack/);
  });
});

describe('progress', () => {
  it('keeps which steps are done, and where the learner was', () => {
    const some = progressAt(progressAt(NO_PROGRESS, 'a', 2, true, 1), 'a', 1, true, 2);
    expect(some.lessons.a).toEqual({ done: [1, 2], step: 1, at: 2 });
    expect(readProgress(writeProgress(some))).toEqual(some);
    expect(withoutProgress(some, 'a')).toEqual(NO_PROGRESS);
  });

  it('is bounded, the oldest going first', () => {
    let progress = NO_PROGRESS;
    for (let at = 0; at < 200; at++) progress = progressAt(progress, `lesson-${at}`, 1, true, at);
    expect(Object.keys(progress.lessons)).toHaveLength(60);
    expect(progress.lessons['lesson-199']).toBeDefined();
    expect(progress.lessons['lesson-0']).toBeUndefined();
  });

  it('is none where what was kept is anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readProgress(text)).toEqual(NO_PROGRESS);
      }),
    );
    for (const text of [
      null,
      '{}',
      '{"format":2,"lessons":{}}',
      '{"format":1,"lessons":{"a":{"done":[0],"step":1,"at":1}}}',
      `"${'x'.repeat(200_000)}"`,
    ]) {
      expect(readProgress(text)).toEqual(NO_PROGRESS);
    }
  });
});
