/** A compiler's fix-its made in a text. */
import type { FixItEdit } from '../../compiler/index.ts';
import { editorColumn } from '../consumer/columns.ts';

/** Undefined where an edit lies outside of the text: it was made for another one. */
export function withFixIts(text: string, edits: readonly FixItEdit[]): string | undefined {
  const lines = text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const offset = ({ line, column }: FixItEdit['start']): number | undefined => {
    const content = lines[line - 1];
    // A new line is put in at the start of the one after the last.
    if (content === undefined) return line === lines.length + 1 && column === 1 ? text.length : undefined;
    return starts[line - 1]! + editorColumn(content, column) - 1;
  };
  const ranges = edits.map((edit) => ({ from: offset(edit.start), to: offset(edit.end), text: edit.text }));
  let result = text;
  for (const { from, to, text: put } of ranges.sort((a, b) => (b.from ?? 0) - (a.from ?? 0))) {
    if (from === undefined || to === undefined || to < from) return undefined;
    result = result.slice(0, from) + put + result.slice(to);
  }
  return result;
}
