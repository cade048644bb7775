/** Two verdicts of one repro by different toolchains, aligned diagnostic by diagnostic. */
import type { Diagnostic } from '../compiler/index.ts';

/** At least one side is there. */
export interface BesideRow {
  left?: Diagnostic;
  right?: Diagnostic;
}

export interface Beside {
  rows: BesideRow[];
  both: number;
  onlyLeft: number;
  onlyRight: number;
}

interface Keyed {
  diagnostic: Diagnostic;
  /** Line it is about, whatever the column: compilers point at different parts of an expression. */
  line: string;
  /** The first name it quotes, whichever quotes its compiler has. */
  name: string;
  error: boolean;
}

/**
 * Diagnostics correspond when they are of the same line and kind: of several on one line those that quote the same
 * name, else in order. Rows stand in the left side's order, what only the right has by file and line among them.
 */
export function beside(left: readonly Diagnostic[], right: readonly Diagnostic[]): Beside {
  const lefts = left.map(keyed);
  const free = new Set(right.map(keyed));
  const partners = new Map<Keyed, Keyed>();
  for (const fits of [sameName, sameKind]) {
    for (const one of lefts) {
      if (partners.has(one)) continue;
      for (const other of free) {
        if (one.line !== other.line || !fits(one, other)) continue;
        partners.set(one, other);
        free.delete(other);
        break;
      }
    }
  }
  const rows: BesideRow[] = lefts.map((one) => {
    const partner = partners.get(one);
    return { left: one.diagnostic, ...(partner && { right: partner.diagnostic }) };
  });
  for (const { diagnostic } of free) {
    const at = rows.findIndex((row) => row.left !== undefined && after(row.left, diagnostic));
    rows.splice(at < 0 ? rows.length : at, 0, { right: diagnostic });
  }
  const both = partners.size;
  return { rows, both, onlyLeft: lefts.length - both, onlyRight: free.size };
}

function keyed(diagnostic: Diagnostic): Keyed {
  const { place, severity, message } = diagnostic;
  return {
    diagnostic,
    line: place ? `${place.file}:${place.line}` : '',
    name: /[‘']([^’']+)[’']/.exec(message)?.[1] ?? '',
    error: severity !== 'warning' && severity !== 'note',
  };
}

function sameName(one: Keyed, other: Keyed): boolean {
  return one.name !== '' && one.name === other.name && one.error === other.error;
}

function sameKind(one: Keyed, other: Keyed): boolean {
  return one.error === other.error;
}

/** Whether `one` stands further down the same file. */
function after({ place: one }: Diagnostic, { place: other }: Diagnostic): boolean {
  return one !== undefined && other !== undefined && one.file === other.file && one.line > other.line;
}
