/**
 * The compiler's output made ready to be shown: lines of text with the compiler's own colours, and on each line
 * the place it names. Only what is on screen is parsed; what is copied is always the whole, untouched.
 */
import Anser from 'anser';
import type { Diagnostic, Place } from '../../compiler/index.ts';

export interface Span {
  text: string;
  /** Class names for colour and weight; empty for plain text. */
  style: string;
}

export interface OutputLine {
  spans: Span[];
  /** Where the line points, and how many of its characters say so. */
  place?: Place;
  placeLength: number;
  /** Characters left out because the line is longer than any screen. */
  omitted: number;
}

/** Characters of one line that are shown. */
const MAX_LINE = 4000;
const ESCAPE = '\u001b';

/** Text as lines; a final line end does not begin another line. */
export function splitLines(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** Coloured text of one line as spans. Escapes other than colours are dropped, never shown and never acted on. */
export function spansOf(line: string): Span[] {
  if (!line.includes(ESCAPE)) return line === '' ? [] : [{ text: line, style: '' }];
  // "Erase to end of line", which GCC writes after every colour, hides that colour from the parser.
  const colours = line.replaceAll(`${ESCAPE}[K`, '');
  return Anser.ansiToJson(colours, { json: true, use_classes: true, remove_empty: true }).map((entry) => ({
    text: entry.content,
    style: [entry.fg, entry.bg && `${entry.bg}-bg`, ...entry.decorations.map((name) => `ansi-${name}`)]
      .filter((name) => name && /^ansi-[a-z-]+$/.test(name))
      .join(' '),
  }));
}

/** Cuts spans after `length` characters; `omitted` counts the rest. */
function cut(spans: Span[], length: number): { spans: Span[]; omitted: number } {
  const total = spans.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= length) return { spans, omitted: 0 };
  const kept: Span[] = [];
  let left = length;
  for (const span of spans) {
    if (left <= 0) break;
    kept.push({ ...span, text: span.text.slice(0, left) });
    left -= span.text.length;
  }
  return { spans: kept, omitted: total - length };
}

export function outputLine(line: string, place: Place | undefined): OutputLine {
  const { spans, omitted } = cut(
    spansOf(line.length > 4 * MAX_LINE ? line.slice(0, 4 * MAX_LINE) : line),
    MAX_LINE,
  );
  const hidden = omitted + Math.max(0, line.length - 4 * MAX_LINE);
  const placeLength = place ? lengthOfPlace(spans.map(({ text }) => text).join(''), place) : 0;
  return { spans, ...(place ? { place } : {}), placeLength, omitted: hidden };
}

/** Characters of "file:line:column" at the start of a line, 0 where the line does not begin with the place. */
function lengthOfPlace(text: string, place: Place): number {
  const full = `${place.file}:${place.line}:${place.column}`;
  if (text.startsWith(full)) return full.length;
  const short = `${place.file}:${place.line}`;
  return text.startsWith(short) ? short.length : 0;
}

/** The spans of a line before and after its first `length` characters. */
export function splitSpans(spans: readonly Span[], length: number): [Span[], Span[]] {
  const head: Span[] = [];
  const tail: Span[] = [];
  let left = length;
  for (const span of spans) {
    if (left > 0) head.push({ ...span, text: span.text.slice(0, left) });
    if (span.text.length > left) tail.push({ ...span, text: span.text.slice(Math.max(left, 0)) });
    left -= span.text.length;
  }
  return [head.filter(({ text }) => text), tail.filter(({ text }) => text)];
}

/** For each output line that belongs to a diagnostic, the place of the innermost one. */
export function placesByLine(diagnostics: readonly Diagnostic[]): Map<number, Place> {
  const places = new Map<number, Place>();
  const visit = (diagnostic: Diagnostic) => {
    if (diagnostic.place) {
      for (let line = diagnostic.lines.first; line <= diagnostic.lines.last; line++) {
        places.set(line, diagnostic.place);
      }
    }
    diagnostic.notes.forEach(visit);
  };
  diagnostics.forEach(visit);
  return places;
}
