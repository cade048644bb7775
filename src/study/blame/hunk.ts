/** The part of a header's difference that tells of one line. */
import { structuredPatch } from 'diff';

export interface Hunk {
  file: string;
  /** Unified, from its `@@` on. */
  text: string;
}

/** Lines of one hunk shown; what is more is left out and said. */
const LONGEST = 60;

/**
 * @param line 1-based, in `before` or (with `side: 'after'`) in `after`.
 * @returns nothing where the difference does not touch the neighbourhood of that line.
 */
export function hunkAt(
  file: string,
  before: string,
  after: string,
  line: number,
  side: 'before' | 'after' = 'before',
): Hunk | undefined {
  const patch = structuredPatch(file, file, before, after, '', '', { context: 3, maxEditLength: 8_000 });
  const hunk = patch?.hunks.find(({ oldStart, oldLines, newStart, newLines }) =>
    side === 'before'
      ? oldStart <= line && line < oldStart + oldLines
      : newStart <= line && line < newStart + newLines,
  );
  if (!hunk) return undefined;
  const start = side === 'before' ? hunk.oldStart : hunk.newStart;
  const counted = side === 'before' ? /^[- ]/ : /^[+ ]/;
  let at = start;
  let index = hunk.lines.findIndex((text) => counted.test(text) && at++ === line);
  if (index < 0) index = 0;
  const from = Math.max(0, Math.min(index - LONGEST / 2, hunk.lines.length - LONGEST));
  const shown = hunk.lines.slice(from, from + LONGEST);
  const left = hunk.lines.length - shown.length;
  return {
    file,
    text: [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...shown,
      ...(left > 0 ? [`(${left} more lines of this hunk)`] : []),
    ].join('\n'),
  };
}
