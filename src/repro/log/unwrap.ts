/** Lines that a mail program broke, put together again. */
import { compilerIn, readLine } from './lines.ts';

/** Beyond this width nobody wraps: such a log has its lines as they were written. */
const WIDEST_WRAP = 100;
/** Physical lines one command may be broken into. */
const MAX_PIECES = 300;

/** Joins what belongs together: diagnostics and headings over two or three lines, commands over many. */
export function unwrapped(lines: readonly string[]): string[] {
  const width = wrapWidth(lines);
  const joined: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at]!;
    if (isCommandStart(line)) {
      const pieces = commandPieces(lines, at, width);
      line = pieces.map((piece) => piece.replace(/\\$/, '').trim()).join(' ');
      at += pieces.length - 1;
    } else if (width) {
      for (let n = 0; n < 4 && belongs(line, lines, at, width); n++) line = `${line} ${lines[++at]!.trim()}`;
    }
    joined.push(line);
  }
  return joined;
}

/** The longest line that could have been broken and was not; undefined for a log that nobody wrapped. */
function wrapWidth(lines: readonly string[]): number | undefined {
  let width = 0;
  for (const line of lines) {
    if (/\S\s+\S/.test(line)) width = Math.max(width, line.length);
    if (width > WIDEST_WRAP) return undefined;
  }
  return width >= 40 ? width : undefined;
}

/** Whether the line after `at` is the rest of `line`: its first word would not have fitted. */
function belongs(line: string, lines: readonly string[], at: number, width: number): boolean {
  const next = lines[at + 1];
  if (next === undefined || !wouldNotFit(lines[at]!, next, width)) return false;
  const kind = readLine(line).kind;
  const whole = readLine(`${line} ${next.trim()}`).kind;
  if (kind === 'diagnostic') {
    return readLine(next).kind === 'text' && !isPictured(lines, at + 1);
  }
  return kind === 'text' && (whole === 'diagnostic' || whole === 'function' || whole === 'included');
}

/** The line is source, because carets point at it. */
function isPictured(lines: readonly string[], at: number): boolean {
  return readLine(lines[at + 1] ?? '').kind === 'caret';
}

/** Some programs wrap by bytes, some by characters. */
function wouldNotFit(line: string, next: string, width: number): boolean {
  const word = /^\s*(\S+)/.exec(next)?.[1] ?? '';
  const together = `${line} ${word}`;
  return new TextEncoder().encode(together).length > width || line.trimEnd() !== line;
}

function isCommandStart(line: string): boolean {
  return /\\$/.test(line)
    ? /^\s*(?:\S+=|\/?\S*(?:gcc|cc|clang|sh)\b)/.test(line)
    : compilerIn(line) !== undefined && readLine(line).kind === 'command';
}

function commandPieces(lines: readonly string[], start: number, width: number | undefined): string[] {
  const pieces = [lines[start]!];
  while (pieces.length < MAX_PIECES) {
    const last = pieces.at(-1)!;
    const next = lines[start + pieces.length];
    if (next === undefined || next.trim() === '') break;
    const continued = last.endsWith('\\');
    const { kind } = readLine(next);
    const option = /^\s*['"]?-[A-Za-z]/.test(next) && kind !== 'command';
    const broken =
      width !== undefined &&
      (kind === 'text' || kind === 'command') &&
      wouldNotFit(last, next, width) &&
      !isPictured(lines, start + pieces.length);
    if (!continued && !option && !broken) break;
    pieces.push(next);
  }
  return pieces;
}
