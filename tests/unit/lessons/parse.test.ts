import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  type Inline,
  LESSON_LIMITS,
  LessonError,
  parseLesson,
} from '../../../src/lessons/index.ts';
import { HEAD, lessonText, REPRO } from './lesson-text.ts';

function refusal(text: string): LessonError {
  try {
    parseLesson(text);
  } catch (error) {
    if (error instanceof LessonError) return error;
    throw error;
  }
  throw new Error('the lesson was accepted');
}

/** Everything a reader would see, and where its links lead. */
function seen(blocks: readonly Block[]): { text: string; hrefs: string[] } {
  const hrefs: string[] = [];
  const inline = (parts: readonly Inline[]): string =>
    parts
      .map((part) => {
        if (part.kind === 'text' || part.kind === 'code') return part.text;
        if (part.kind === 'break') return '\n';
        if (part.kind === 'link') hrefs.push(part.href);
        return inline(part.children);
      })
      .join('');
  const block = (one: Block): string => {
    switch (one.kind) {
      case 'paragraph':
      case 'heading':
        return inline(one.children);
      case 'list':
        return one.items.flat().map(block).join('\n');
      case 'quote':
        return one.children.map(block).join('\n');
      case 'code':
        return one.text;
      case 'table':
        return [one.head, ...one.rows].flat().map(inline).join('\n');
      case 'rule':
        return '';
    }
  };
  return { text: blocks.map(block).join('\n'), hrefs };
}

const words = (markdown: string) => seen(parseLesson(lessonText({ words: markdown })).steps[0]!.text);

describe('a lesson', () => {
  it('is front matter, an introduction, and a step a heading', () => {
    const lesson = parseLesson(
      `${lessonText()}\n## Two\n\nMore.\n\n\`\`\`step\nkind: read\nminutes: 4\n\`\`\`\n`,
    );
    expect(lesson).toMatchObject({ id: 'small', title: 'A small one', minutes: 7, needs: [] });
    expect(lesson.steps.map(({ title, start }) => [title, start !== undefined])).toEqual([
      ['One', true],
      ['Two', false],
    ]);
    expect(seen(lesson.intro).text).toBe('Before.');
    expect(seen(lesson.steps[0]!.text).text).toBe('Words.');
    expect(seen(lesson.steps[0]!.after).text).toBe('After.');
  });

  it('of the course is one, each', () => {
    const folder = fileURLToPath(new URL('../../../src/lessons/course/', import.meta.url));
    const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
    expect(files.length).toBeGreaterThan(0);
    const ids = files.map((name) => parseLesson(readFileSync(folder + name, 'utf8')).id);
    expect(files).toEqual([...files].sort());
    expect(new Set(ids).size).toBe(ids.length);
    for (const [at, name] of files.entries()) expect(name.replace(/^\d\d-|\.md$/g, '')).toBe(ids[at]);
  });

  it('says on which line of the file what is wrong', () => {
    expect(refusal('# No front matter\n').line).toBe(1);
    expect(refusal(lessonText({ head: `${HEAD}colour: red\n` }))).toMatchObject({ line: 6 });
    expect(refusal(lessonText({ step: 'kind: read\nminutes: 99\n' }))).toMatchObject({ line: 22 });
    expect(refusal(lessonText({ step: 'kind: [read\n' })).message).toMatch(/not YAML/);
    expect(refusal(lessonText({ step: 'kind: dance\nminutes: 3\n' })).message).toContain(
      'read, predict or do',
    );
  });

  it('is refused without a step, with two, or with a first step that starts nowhere', () => {
    expect(refusal(`---\n${HEAD}---\n\nWords.\n`).message).toContain('needs a step');
    const block = '```step\nkind: read\nminutes: 3\n```\n';
    expect(refusal(`${lessonText()}\n${block}`).message).toContain('second');
    expect(refusal(`---\n${HEAD}---\n## One\n${block}`).message).toContain('repro block');
    expect(
      refusal(lessonText().replace('kind: read', 'kind: read').replace('## One', '# One')).message,
    ).toContain('title stands in the front matter');
  });

  it('lets the compiler decide which choice is right', () => {
    const step = (choices: string) => `kind: predict\nminutes: 3\nask: Which?\nchoices:\n${choices}`;
    const two = '  - { say: A, right: true }\n  - { say: B, hint: No. }\n';
    expect(refusal(lessonText({ step: step(two) })).message).toContain('the compiler decides');
    const noHint = '  - { say: A, right: true, when: [{ compiles: true }] }\n  - { say: B }\n';
    expect(refusal(lessonText({ step: step(noHint) })).message).toContain('needs a hint');
    const none = '  - { say: A, hint: No. }\n  - { say: B, hint: No. }\n';
    expect(refusal(lessonText({ step: step(none) })).message).toContain('must be right');
  });

  it('refuses checks that ask nothing, or something unheard of', () => {
    const step = (passes: string) => `kind: do\nminutes: 3\ntask: Do.\nanswers: [{}]\npasses: ${passes}\n`;
    expect(refusal(lessonText({ step: step('[{ at: linux-6.1 }]') })).message).toContain('asks nothing');
    expect(refusal(lessonText({ step: step('[{ text: same }]') })).message).toContain('passes');
    expect(
      parseLesson(lessonText({ step: step('[{ not: { any: [{ errors: 1 }, { errors: 2 }] } }]') })).steps,
    ).toHaveLength(1);
  });
});

describe('a hostile lesson', () => {
  it('shows HTML as text', () => {
    const { text } = words(
      '<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n<iframe src="https://e.vil"></iframe>',
    );
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('<iframe src="https://e.vil"></iframe>');
  });

  it('has no links but to the web and to lessons', () => {
    const { text, hrefs } = words(
      [
        '[a](javascript:alert(1))',
        '[b](JaVaScRiPt:alert(1))',
        '[c](data:text/html,<script>1</script>)',
        '[d](vbscript:x)',
        '[e](file:///etc/passwd)',
        '[f](/elsewhere)',
        '[g](#r1.abc)',
        '[h](java\nscript:alert(1))',
        '![i](https://e.vil/track.png)',
        '[j](https://docs.kernel.org/)',
        '[k](#lesson=small&step=2)',
        '<javascript:alert(1)>',
      ].join('\n\n'),
    );
    expect(hrefs).toEqual(['https://docs.kernel.org/', '#lesson=small&step=2']);
    for (const name of 'abcdefgjk') expect(text).toContain(name);
  });

  it('is refused where it hides characters or turns their order', () => {
    expect(refusal(lessonText({ words: 'safe \u202e txet' })).message).toContain('hidden');
    expect(refusal(lessonText({ words: 'a\u0000b' })).message).toContain('hidden');
  });

  it('is bounded before it is read', () => {
    expect(refusal('x'.repeat(LESSON_LIMITS.text + 1)).message).toContain('at most');
    expect(refusal(lessonText({ step: `# ${'x'.repeat(LESSON_LIMITS.block)}\n` })).message).toContain(
      'characters',
    );
    const many = Array.from({ length: 41 }, () => '\n## More\n\n```step\nkind: read\nminutes: 1\n```\n').join(
      '',
    );
    expect(refusal(lessonText() + many).message).toContain('at most 40 steps');
  });

  it('cannot make YAML grow', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [at, name] of [...'bcdefghi'].entries()) {
      const before = 'abcdefgh'[at]!;
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
    }
    expect(refusal(lessonText({ step: `${bomb.join('\n')}\n` }))).toBeInstanceOf(LessonError);
  });

  it('cannot take all of the stack by nesting YAML', () => {
    const staircase = Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
    for (const step of [
      '['.repeat(30_000),
      '- '.repeat(20_000),
      '? '.repeat(20_000),
      '{a: '.repeat(10_000),
      `passes: ${'[{ not: '.repeat(3_000)}`,
      staircase,
    ]) {
      expect(refusal(lessonText({ step: `${step}\n` })), step.slice(0, 10)).toBeInstanceOf(LessonError);
    }
    expect(refusal(lessonText({ step: `${'- '.repeat(20_000)}\n` })).message).toContain('too deep');
  });

  it('cannot reach the prototype of anything', () => {
    const polluted = refusal(lessonText({ step: '__proto__: { minutes: 3 }\nkind: read\n' }));
    expect(polluted).toBeInstanceOf(LessonError);
    expect(refusal(lessonText({ repro: `${REPRO}constructor: { x: 1 }\n` }))).toBeInstanceOf(LessonError);
    expect(({} as { minutes?: unknown }).minutes).toBeUndefined();
  });

  it('keeps files where files may be', () => {
    for (const name of ['../../etc/passwd', '/a/../b', 'a//b', '.hidden', 'a\\b', 'a b']) {
      const repro = `files:\n  ${JSON.stringify(name)}: x\n`;
      expect(refusal(lessonText({ repro })).message, name).toContain('files');
    }
  });

  it('nests as deep as it likes without harm', () => {
    const deep = `${'> '.repeat(5_000)}deep\n\n${'- '.repeat(2_000)}x\n\n${'*'.repeat(20_000)}x${'*'.repeat(20_000)}`;
    // What comes after it is part of it, so that the step has no block.
    expect(refusal(lessonText({ words: deep }))).toBeInstanceOf(LessonError);
    expect(words(`${'['.repeat(20_000)}x${']('.repeat(20_000)}`).text).toContain('x');
    expect(words(`${'*'.repeat(20_000)}x${'_'.repeat(20_000)}`).text).toContain('x');
  });
});
