/** The lessons of the course, one file each, in the order of their names. */
import { type Lesson, parseLesson } from '../../lessons/index.ts';

const files = import.meta.glob<string>('../../lessons/course/*.md', { query: '?raw', import: 'default' });

const read = new Map<string, Promise<Lesson>>();

function lessonIn(path: string): Promise<Lesson> {
  let lesson = read.get(path);
  if (!lesson) {
    lesson = files[path]!().then(parseLesson);
    lesson.catch(() => read.delete(path));
    read.set(path, lesson);
  }
  return lesson;
}

export function courseLessons(): Promise<Lesson[]> {
  return Promise.all(Object.keys(files).sort().map(lessonIn));
}

/** Undefined where the course has none of that id. Files are named `01-id.md`. */
export async function courseLesson(id: string): Promise<Lesson | undefined> {
  const path = Object.keys(files).find((name) => name.replace(/^.*\/\d+-|\.md$/g, '') === id);
  return path === undefined ? undefined : lessonIn(path);
}
