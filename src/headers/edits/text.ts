/** remove, reserve and restore a declaration in one text. */
import { applyPatch, structuredPatch } from 'diff';
import { type Found, findAll, type Range } from './find.ts';
import type { CGrammar } from './grammar.ts';
import { commentsOf, indentOf, lineEnd, lineStart, ownComment, wholeLines } from './lines.ts';
import { matching, type WantedName } from './name.ts';

interface Splice extends Range {
  text: string;
}

/** Makes the splices, from the last to the first; one that lies within another is part of that. */
function splice(text: string, splices: Splice[]): string {
  const outer = splices.filter(
    (one, index) =>
      !splices.some((other, at) => {
        const within = other.start <= one.start && one.end <= other.end;
        const equal = other.start === one.start && one.end === other.end;
        return within && (equal ? at < index : true);
      }),
  );
  return outer
    .sort((a, b) => b.start - a.start)
    .reduce((result, one) => result.slice(0, one.start) + one.text + result.slice(one.end), text);
}

function withFound<T>(
  grammar: CGrammar,
  text: string,
  wanted: WantedName,
  use: (found: Found[], comments: Range[]) => T,
): T | undefined {
  const tree = grammar.parse(text);
  try {
    const found = matching(findAll(tree.rootNode, text), wanted);
    return found.length > 0 ? use(found, commentsOf(tree.rootNode)) : undefined;
  } finally {
    tree.delete();
  }
}

/** What is left of a removed declaration: nothing, or a comment that says its number or name is taken. */
export type Leave = 'nothing' | 'number';

function remark(one: Found): string {
  const tag = one.kind === 'struct' || one.kind === 'union' || one.kind === 'enum' ? `${one.kind} ` : '';
  const value = one.value?.replace(/\/\*[\s\S]*?\*\//g, '').trim();
  const number = value && /^\(?\s*-?\w+\s*\)?$/.test(value) ? value.replace(/[()\s]/g, '') : undefined;
  if (number) return `/* ${number} was ${tag}${one.name}: do not use it again */`;
  return `/* ${tag}${one.name} was here: do not use the name again */`;
}

function removal(text: string, one: Found, comments: Range[], leave: Leave): Splice[] {
  const splices: Splice[] = [];
  for (const cut of one.cuts) {
    const lines = wholeLines(text, cut, comments);
    const left = leave === 'number' ? remark(one) : '';
    if (lines) {
      const own = ownComment(text, lines, comments);
      const start = own?.start ?? lines.start;
      splices.push({
        start,
        end: lines.end,
        text: left && `${indentOf(text, cut.start)}${left}\n`,
      });
    } else {
      // Inside a line: one of the blanks around it goes too.
      const after = /^[ \t]*/.exec(text.slice(cut.end))![0].length;
      const first = text.slice(lineStart(text, cut.start), cut.start).trim() === '';
      const blank = first || /[ \t]$/.test(text.slice(0, cut.start));
      const last = text[cut.end + after] === '\n' || cut.end + after === text.length;
      const before = last ? /[ \t]*$/.exec(text.slice(0, cut.start))![0].length : 0;
      splices.push({
        start: cut.start - (left ? 0 : before),
        end: cut.end + (left || last || !blank ? 0 : after),
        text: left,
      });
    }
  }
  if (one.patch) splices.push({ start: one.patch.at, end: one.patch.at, text: one.patch.text });
  return splices;
}

/**
 * The text without the declaration(s) of a name, and without the comment that told of it alone; all else is
 * byte-identical, but that an enumerator which counted on from a removed one gets its value written out.
 * @returns nothing when the text does not declare the name.
 */
export function removeIn(
  grammar: CGrammar,
  text: string,
  wanted: WantedName,
  leave: Leave,
): string | undefined {
  return withFound(grammar, text, wanted, (found, comments) =>
    splice(
      text,
      found.flatMap((one) => removal(text, one, comments, leave)),
    ),
  );
}

const RESERVED = 'Reserved: deprecated, no longer provided; kept so that its users still compile.';

/**
 * The text with the declaration(s) of a name marked as reserved in a comment; the code is unchanged.
 * @returns nothing when the text does not declare the name.
 */
export function reserveIn(grammar: CGrammar, text: string, wanted: WantedName): string | undefined {
  return withFound(grammar, text, wanted, (found, comments) => {
    const marks = found.map((one): Splice => {
      const lines = wholeLines(text, one.range, comments);
      if (!lines) return { start: one.range.start, end: one.range.start, text: '/* reserved */ ' };
      const own = ownComment(text, lines, comments);
      const indent = indentOf(text, one.range.start);
      if (own) {
        const last = lineStart(text, own.end - 1);
        if (/^[ \t]*\*\/[ \t]*\r?\n$/.test(text.slice(last, lineEnd(text, last)))) {
          return { start: last, end: last, text: `${indent} *\n${indent} * ${RESERVED}\n` };
        }
      }
      return { start: lines.start, end: lines.start, text: `${indent}/* ${RESERVED} */\n` };
    });
    // Two names on one line are marked once.
    const places = new Map(marks.map((mark) => [mark.start, mark]));
    return splice(text, [...places.values()]);
  });
}

/** The part of `whole` that `without` lacks, put into `text` where its surroundings are found. */
function putBack(text: string, without: string, whole: string, context: number): string | undefined {
  if (text === without) return whole;
  const patch = structuredPatch('', '', without, whole, '', '', { context });
  const applied = applyPatch(text, patch, { autoConvertLineEndings: false });
  return applied === false ? undefined : applied;
}

/**
 * The text with a name put back as `base` declares it: in its old surroundings, whatever an edit of this module
 * left of it, or else at the end of the file, inside its guard.
 * @returns nothing when the base text does not declare the name.
 */
export function restoreIn(
  grammar: CGrammar,
  text: string,
  base: string,
  wanted: WantedName,
): string | undefined {
  if (text === base) return withFound(grammar, base, wanted, () => base);
  const bare = removeIn(grammar, base, wanted, 'nothing');
  if (bare === undefined) return undefined;
  const commented = removeIn(grammar, base, wanted, 'number')!;
  const reserved = reserveIn(grammar, base, wanted)!;
  const declares = withFound(grammar, text, wanted, () => true) ?? false;
  for (const context of [4, 2, 1]) {
    for (const without of declares ? [reserved] : [commented, bare]) {
      const back = putBack(text, without, base, context);
      if (back !== undefined) return back;
    }
  }
  if (declares) return text;
  return withFound(grammar, base, wanted, (found, comments) => {
    const pieces = found.map((one) => {
      const lines = wholeLines(base, one.range, comments) ?? {
        start: one.range.start,
        end: lineEnd(base, one.range.end),
      };
      return base.slice(ownComment(base, lines, comments)?.start ?? lines.start, lines.end);
    });
    const guard = /^[ \t]*#[ \t]*endif\b.*\s*$/m;
    const tail = text.search(new RegExp(`${guard.source}(?![\\s\\S]*${guard.source})`, 'm'));
    const at = tail === -1 ? text.length : tail;
    return `${text.slice(0, at)}\n${pieces.join('')}\n${text.slice(at)}`;
  });
}
