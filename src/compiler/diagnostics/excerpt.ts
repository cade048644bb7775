/** The source excerpt under a diagnostic: underline, labels, suggested replacements. */
import type { FixIt, Place } from '../verdict.ts';

export interface Excerpt {
  endColumn?: number;
  fixIts: FixIt[];
}

/** Without its gutter; `number` is the line number in the gutter, where it has one. */
interface Row {
  number?: number;
  text: string;
  added: boolean;
}

const GUTTER = /^ *(\d+|\+{3})? \|(\+| |$)(.*)$/s;
const UNDERLINE = /^\s*[~^](?:[\s~^|]*[~^])?\s*$/;
const CONNECTORS = /^\s*\|[\s|]*$/;

function rowOf(line: string): Row {
  const gutter = GUTTER.exec(line);
  if (gutter) {
    return {
      ...(gutter[1] && gutter[1] !== '+++' ? { number: Number(gutter[1]) } : {}),
      text: ` ${gutter[3]}`,
      added: gutter[2] === '+',
    };
  }
  return { text: line, added: line.startsWith('+') };
}

/** Whether a line is the underline of the line before it, which then is source however much it looks like else. */
export function isUnderline(line: string | undefined): boolean {
  return line !== undefined && UNDERLINE.test(rowOf(line).text);
}

/**
 * @param lines those between a diagnostic's first and the next one's.
 * @param message decides where the picture cannot: what was "expected" is put in, nothing is replaced.
 */
export function readExcerpt(lines: readonly string[], place: Place | undefined, message: string): Excerpt {
  const result: Excerpt = { fixIts: [] };
  if (!place) return result;
  const rows = lines.map(rowOf);
  for (const [index, row] of rows.entries()) {
    if (!row.added) continue;
    const before = rows.slice(index + 1).find((next) => next.number !== undefined)?.number ?? place.line;
    const text = row.text.replace(/^[ +]/, '');
    result.fixIts.push({ line: before, column: 1, end: 1, text: `${text}\n` });
  }
  const at = rows.findIndex((row) => UNDERLINE.test(row.text) && row.text.includes('^'));
  if (at < 0) return result;
  const underline = rows[at]!.text;
  const caret = underline.indexOf('^');
  const length = /^[\^~]+/.exec(underline.slice(caret))![0].length;
  // One column wide is a point, not a range, but the point is where an editor shows it.
  result.endColumn = place.column + length;
  const replacedAt = (index: number): number => {
    if (/^expected /.test(message)) return 0;
    for (const run of underline.matchAll(/[\^~]+/g)) {
      if (run.index === index) return run[0].length;
    }
    return index === caret ? length : 0;
  };
  const line = rows[at - 1]?.number ?? place.line;
  const connectors = new Set<number>();
  for (const { text, added, number } of rows.slice(at + 1)) {
    if (added || number !== undefined || UNDERLINE.test(text)) break;
    if (CONNECTORS.test(text)) {
      for (let index = 0; index < text.length; index++) if (text[index] === '|') connectors.add(index);
      continue;
    }
    for (const { 0: word, index } of text.matchAll(/\S+(?: \S+)*/g)) {
      // Under a connector stands a label, which says what a range is.
      if (connectors.has(index)) continue;
      const column = place.column + index - caret;
      const deletes = /^-+$/.test(word);
      const replaces = deletes ? word.length : replacedAt(index);
      result.fixIts.push({ line, column, end: column + replaces, text: deletes ? '' : word });
    }
  }
  return result;
}
