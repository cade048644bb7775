/**
 * Fix-its as GCC and Clang print them for programs, with -fdiagnostics-parseable-fixits: one line each, after the
 * diagnostic they belong to. Asked for in a run of their own, so that the output that is shown stays the compiler's.
 */
import type { Place } from '../verdict.ts';

export const FIX_ITS_OPTION = '-fdiagnostics-parseable-fixits';

/** Lines and columns from 1, columns in bytes, the end exclusive. */
export interface FixItEdit {
  /** As the compiler prints it. */
  file: string;
  start: { line: number; column: number };
  end: { line: number; column: number };
  text: string;
}

export interface FixItGroup {
  /** Of the diagnostic. */
  place: Place;
  edits: FixItEdit[];
}

const HEAD = /^(.+?):(\d+):(\d+): (?:fatal error|error|warning|note): /;
const FIX_IT = /^fix-it:"((?:[^"\\]|\\.)*)":\{(\d+):(\d+)-(\d+):(\d+)\}:"((?:[^"\\]|\\.)*)"$/;

/** @param text stderr without colour. */
export function parseFixIts(text: string): FixItGroup[] {
  const groups: FixItGroup[] = [];
  let place: Place | undefined;
  let group: FixItGroup | undefined;
  for (const line of text.split('\n')) {
    const head = HEAD.exec(line);
    if (head) {
      place = { file: head[1]!, line: Number(head[2]), column: Number(head[3]) };
      group = undefined;
      continue;
    }
    const fix = FIX_IT.exec(line);
    if (!fix || !place) continue;
    if (!group) {
      group = { place, edits: [] };
      groups.push(group);
    }
    group.edits.push({
      file: unescaped(fix[1]!),
      start: { line: Number(fix[2]), column: Number(fix[3]) },
      end: { line: Number(fix[4]), column: Number(fix[5]) },
      text: unescaped(fix[6]!),
    });
  }
  return groups;
}

const ESCAPES: Record<string, number> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7, b: 8 };

/** A C string's content: bytes beyond ASCII come as octal escapes. */
function unescaped(text: string): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [part, octal, escaped] of text.matchAll(/\\([0-7]{1,3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (escaped !== undefined) bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
    else bytes.push(...encoder.encode(part));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
