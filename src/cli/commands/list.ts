/** `undeclared list`: what there is to compile, with and against. */
import type { ToolchainState } from '../../compiler/index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export const LISTS = ['toolchains', 'snapshots', 'consumers'] as const;
export type List = (typeof LISTS)[number];

export function list(shelf: Shelf, what: List, { stdout }: Terminal): ExitCode {
  stdout.write(columns(rowsOf(shelf, what)));
  return EXIT.ok;
}

function rowsOf({ toolchains, catalogue }: Shelf, what: List): string[][] {
  switch (what) {
    case 'toolchains':
      return toolchains.map((each) => [each.id, each.title, stateInWords(each)]);
    case 'snapshots':
      return catalogue.snapshots.map(({ id, title, derivedFrom, notice }) => [
        id,
        title,
        [derivedFrom && `from ${derivedFrom.id}`, notice].filter(Boolean).join('; '),
      ]);
    case 'consumers':
      return catalogue.consumers.map(({ id, headers, toolchains: fit }) => [
        id,
        headers.join(','),
        fit.join(','),
      ]);
  }
}

/** A build that has said nothing for this long was stopped, in ms: its longest step is heard of more often. */
const silent = 10 * 60_000;

/** “ready”, “not built”, “building 40 %”, with what is known besides. */
export function stateInWords(
  { state, percent, detail, updated = Number.POSITIVE_INFINITY }: Omit<ToolchainState, 'id' | 'title'>,
  now = Date.now(),
): string {
  if (state === 'building' && now - updated > silent) {
    return `not built: its build was stopped at ${Math.round(percent ?? 0)} % and goes on from there when it is run again`;
  }
  const words = {
    ready: 'ready',
    missing: 'not built',
    building: percent === undefined ? 'building' : `building ${Math.round(percent)} %`,
    failed: 'failed',
  }[state];
  return state !== 'ready' && detail ? `${words}: ${detail}` : words;
}

function columns(rows: readonly string[][]): string {
  const widths = [0, 1].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) => `${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}
