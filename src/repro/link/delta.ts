/** An edited text told against its original, so that a small edit of a large file stays small. */
import { diffArrays } from 'diff';

/** `[keep, drop, insert]…`: lines to keep, lines to drop, text to put there; the rest is kept. */
export type LineDelta = (number | string)[];

/** `[head, tail, middle]`: characters kept at both ends, and what stands between them. */
export type Splice = [number, number, string];

/** Lines changed beyond which telling the difference costs more than the text itself. */
const MAX_EDITS = 2_000;

/** Undefined when the two have too little in common. */
export function lineDelta(original: string, edited: string): LineDelta | undefined {
  const changes = diffArrays(lines(original), lines(edited), { maxEditLength: MAX_EDITS });
  if (!changes) return undefined;
  const delta: LineDelta = [];
  let keep = 0;
  let drop = 0;
  let insert = '';
  const flush = () => {
    if (drop || insert) {
      delta.push(keep, drop, insert);
      keep = 0;
      drop = 0;
      insert = '';
    }
  };
  for (const change of changes) {
    if (change.added) insert += change.value.join('');
    else if (change.removed) drop += change.value.length;
    else {
      flush();
      keep += change.value.length;
    }
  }
  flush();
  return delta;
}

/** @throws {RangeError} when `delta` is not one of `original`. */
export function applyLineDelta(original: string, delta: LineDelta): string {
  const from = lines(original);
  const to: string[] = [];
  let at = 0;
  for (let i = 0; i < delta.length; i += 3) {
    const [keep, drop, insert] = delta.slice(i, i + 3);
    if (!isCount(keep) || !isCount(drop) || typeof insert !== 'string' || at + keep + drop > from.length) {
      throw new RangeError('the delta does not fit its original');
    }
    to.push(from.slice(at, at + keep).join(''), insert);
    at += keep + drop;
  }
  return to.join('') + from.slice(at).join('');
}

export function splice(original: string, edited: string): Splice {
  const shorter = Math.min(original.length, edited.length);
  let head = 0;
  while (head < shorter && original.charCodeAt(head) === edited.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    original.charCodeAt(original.length - 1 - tail) === edited.charCodeAt(edited.length - 1 - tail)
  ) {
    tail++;
  }
  return [head, tail, edited.slice(head, edited.length - tail)];
}

/** @throws {RangeError} when it does not fit. */
export function applySplice(original: string, [head, tail, middle]: Splice): string {
  if (!isCount(head) || !isCount(tail) || head + tail > original.length) {
    throw new RangeError('the change does not fit its original');
  }
  return original.slice(0, head) + middle + original.slice(original.length - tail);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Lines with their ends, so that joining them gives the text again whatever its line ends are. */
function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
