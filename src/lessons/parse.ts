/** The text of a lesson, read. It may be a stranger's: everything is bounded, and nothing in it is believed. */
import type { Token } from 'markdown-it';
import * as v from 'valibot';
import { parseDocument } from 'yaml';
import { isPlainText } from '../repro/index.ts';
import { Start } from './changes.ts';
import { LessonError } from './error.ts';
import { Head, LESSON_LIMITS, type Lesson, type Step, Task } from './lesson.ts';
import { blocksOf, inlineOf, tokensOf } from './markdown.ts';
import { plainInline } from './prose.ts';

/**
 * @throws {LessonError} that says which line is wrong, and how to put it right.
 */
export function parseLesson(text: string): Lesson {
  if (text.length > LESSON_LIMITS.text) {
    throw new LessonError(
      `this file has ${text.length} characters; a lesson has at most ${LESSON_LIMITS.text}.`,
    );
  }
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  if (!isPlainText(plain)) {
    const line = plain.split('\n').findIndex((one) => !isPlainText(one)) + 1;
    throw new LessonError(
      'there are hidden or direction-changing characters; take them out.',
      line || undefined,
    );
  }
  const { head, body, bodyLine } = splitHead(plain);
  const { lesson: _, ...front } = read(Head, head, 'front matter', 2);
  const sections = sectionsOf(tokensOf(body), bodyLine);
  const steps = sections.slice(1).map(stepOf);
  if (steps.length === 0) {
    throw new LessonError('a lesson needs a step: a heading “## …” with a step block under it.');
  }
  if (steps.length > LESSON_LIMITS.steps) {
    throw new LessonError(`a lesson has at most ${LESSON_LIMITS.steps} steps; this one has ${steps.length}.`);
  }
  if (!steps[0]!.start)
    throw new LessonError('the first step needs a repro block to start with.', steps[0]!.line);
  return {
    ...front,
    intro: blocksOf(sections[0]!.tokens),
    steps,
    minutes: steps.reduce((sum, { task }) => sum + task.minutes, 0),
  };
}

function splitHead(text: string): { head: string; body: string; bodyLine: number } {
  const match = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  if (!match) {
    throw new LessonError(
      'a lesson begins with front matter: a line “---”, then id, title …, then “---”.',
      1,
    );
  }
  return {
    head: match[1]!,
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
  };
}

interface Section {
  heading: string;
  line: number;
  tokens: Token[];
  /** Of the file: what a token's own 0-based line is counted from. */
  bodyLine: number;
}

/** The introduction, then a section a heading of the second level. */
function sectionsOf(tokens: readonly Token[], bodyLine: number): Section[] {
  const sections: Section[] = [{ heading: '', line: bodyLine, tokens: [], bodyLine }];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const line = bodyLine + (token.map?.[0] ?? 0);
    if (token.type === 'heading_open' && token.level === 0 && token.tag === 'h1') {
      throw new LessonError('the title stands in the front matter: begin steps with “## ”.', line);
    }
    if (token.type === 'heading_open' && token.level === 0 && token.tag === 'h2') {
      const heading = plainInline(inlineOf(tokens[at + 1]?.children ?? [])).trim();
      if (!heading || heading.length > 100)
        throw new LessonError('a step’s heading has 1 to 100 characters.', line);
      sections.push({ heading, line, tokens: [], bodyLine });
      at += 2;
      continue;
    }
    if (isBlock(token, 'repro') || isBlock(token, 'step')) {
      if (sections.length === 1)
        throw new LessonError(`a ${token.info.trim()} block stands under a step’s “## ” heading.`, line);
    }
    sections.at(-1)!.tokens.push(token);
  }
  return sections;
}

function isBlock(token: Token, name: 'repro' | 'step'): boolean {
  return token.type === 'fence' && token.level === 0 && token.info.trim() === name;
}

function stepOf({ heading, line, tokens, bodyLine }: Section): Step {
  const single = (name: 'repro' | 'step') => {
    const [first, second] = tokens.filter((token) => isBlock(token, name));
    if (second) {
      throw new LessonError(`a step has one ${name} block; this is a second.`, bodyLine + second.map![0]);
    }
    return first;
  };
  const repro = single('repro');
  const block = single('step');
  if (!block)
    throw new LessonError(`“${heading}” has no step block: say whether to read, predict or do.`, line);
  const at = tokens.indexOf(block);
  const words = (some: readonly Token[]) => blocksOf(some.filter((token) => token !== repro));
  const lineOf = (token: Token) => bodyLine + token.map![0] + 1;
  const start = repro && read(Start, repro.content, 'repro', lineOf(repro));
  return {
    title: heading,
    text: words(tokens.slice(0, at)),
    task: read(Task, block.content, 'step', lineOf(block)),
    after: words(tokens.slice(at + 1)),
    ...(start && { start }),
    line,
  };
}

/**
 * YAML of a known shape. Aliases are refused: nothing here needs them, and they are how small files become large.
 * @param line of the YAML's first line in the file.
 */
function read<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  what: string,
  line: number,
): v.InferOutput<Schema> {
  if (text.length > LESSON_LIMITS.block) {
    throw new LessonError(`the ${what} has more than ${LESSON_LIMITS.block} characters.`, line);
  }
  if (isDeep(text)) throw new LessonError(`the ${what} is nested too deep.`, line);
  let data: unknown;
  let lineOf = (_path: readonly (string | number)[]): number => line;
  try {
    const document = parseDocument(text, {
      schema: 'core',
      uniqueKeys: true,
      merge: false,
      stringKeys: true,
    });
    const [problem] = document.errors;
    if (problem) {
      const at = problem.linePos?.[0].line ?? 1;
      throw new LessonError(`the ${what} is not YAML: ${problem.message.split('\n')[0]}`, line + at - 1);
    }
    data = document.toJS({ maxAliasCount: 0 });
    lineOf = (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        const range = (node as { range?: [number, number, number] } | undefined)?.range;
        if (range) return line + text.slice(0, range[0]).split('\n').length - 1;
      }
      return line;
    };
  } catch (error) {
    if (error instanceof LessonError) throw error;
    throw new LessonError(`the ${what} cannot be read: ${(error as Error).message}.`, line);
  }
  const result = v.safeParse(schema, data, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const where = path.length ? `${path.join('.')}: ` : '';
  throw new LessonError(`in the ${what}, ${shown(where + issue.message)}.`, lineOf(path));
}

/** Levels of a block no lesson needs; columns of indentation that make as many. */
const MAX_DEPTH = 60;
const MAX_INDENT = 240;

/**
 * Whether YAML may nest so deep that reading it, which recurses, takes all of the stack. Counted without reading it:
 * brackets not closed yet, dashes in a row, indentation.
 */
function isDeep(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (open > MAX_DEPTH) return true;
  }
  return text.split('\n').some((line) => {
    const lead = /^[ \t]*(?:[-?:][ \t]+)*/.exec(line)![0];
    const dashes = lead.replace(/[ \t]/g, '').length;
    return (
      dashes > MAX_DEPTH ||
      (lead.length > MAX_INDENT && dashes > 0) ||
      /^ */.exec(line)![0].length > MAX_INDENT * 4
    );
  });
}

/** Part of a stranger's text in a message: short, and nothing hidden. */
function shown(text: string): string {
  const plain = text.replace(/[^\x20-\x7e‘’“”…]/g, '?');
  return plain.length > 300 ? `${plain.slice(0, 299)}…` : plain;
}
