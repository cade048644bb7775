/** A declaration's surroundings: its lines, its trailing comment, the comment above that is its own. */
import type { Node } from 'web-tree-sitter';
import type { Range } from './find.ts';

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Past the line feed of the line `at` stands in. */
export function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed === -1 ? text.length : feed + 1;
}

export function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))![0];
}

/** Comments of the text in order. */
export function commentsOf(root: Node): Range[] {
  return root
    .descendantsOfType('comment')
    .filter((node) => node !== null)
    .map((node) => ({ start: node.startIndex, end: node.endIndex }));
}

/** The whole lines of `range` with a comment that trails it, or nothing when it shares a line with other code. */
export function wholeLines(text: string, range: Range, comments: Range[]): Range | undefined {
  const start = lineStart(text, range.start);
  if (text.slice(start, range.start).trim() !== '') return undefined;
  let at = range.end;
  for (;;) {
    const end = lineEnd(text, at);
    if (text.slice(at, end).trim() === '') return { start, end };
    const trailing = comments.find((comment) => comment.start >= at && comment.start < end);
    if (!trailing || text.slice(at, trailing.start).trim() !== '') return undefined;
    at = trailing.end;
  }
}

/**
 * The comment above whole lines when it tells of them alone: it ends on the line before, and no further
 * declaration follows directly under the same comment. A file's licence is nobody's.
 */
export function ownComment(text: string, lines: Range, comments: Range[]): Range | undefined {
  const below = text.slice(lines.end, lineEnd(text, lines.end)).trim();
  if (below !== '' && !/^(\/\*|\/\/|\}|#\s*(endif|else|elif|if))/.test(below)) return undefined;
  let own: Range | undefined;
  let at = lines.start;
  for (const comment of [...comments].reverse()) {
    if (comment.end > at) continue;
    const between = text.slice(comment.end, at);
    if (between !== '\n' && between !== '\r\n' && between.trim() + between.replace(/[^\n]/g, '') !== '\n')
      break;
    const start = lineStart(text, comment.start);
    if (text.slice(start, comment.start).trim() !== '') break;
    const isLine = text.startsWith('//', comment.start);
    if (own && !isLine) break;
    if (/SPDX-License|Copyright|\(c\)/i.test(text.slice(comment.start, comment.end))) break;
    own = { start, end: own?.end ?? at };
    at = start;
    if (!isLine) break;
  }
  return own;
}
