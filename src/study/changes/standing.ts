/** How each declaration of a header stands: as its package has it, at the chosen stop, and with the reader's edits. */
import type { HeaderStack } from '../../compiler/index.ts';
import type { DeclarationKind, Row } from '../../headers/index.ts';
import { type Sources, StackView } from '../blame/view.ts';

/** The same header in three stacks, each made of the one before. */
export interface Standings {
  /** Without any edits: derived stops replaced by what they were derived from. */
  plain: HeaderStack;
  /** With those of the stop. */
  stop: HeaderStack;
  /** With the reader's own, too. */
  now: HeaderStack;
}

export interface Standing {
  kind: DeclarationKind;
  /** As an edit names it: `NAME`, `struct NAME`. */
  name: string;
  /** 1-based, where it stands now; where it is gone, where it stood. */
  line: number;
  /** As written, of a macro or an enumerator. */
  value?: string;
  inPlain: boolean;
  inStop: boolean;
  inNow: boolean;
}

const TAGS = new Set(['struct', 'union', 'enum']);

/**
 * Everything a header declares now or declared before it was edited, in the order of its lines; what went stands where
 * it was. Fields are part of what they are fields of. Empty where no stack has the header.
 */
export async function standingsOf(path: string, stacks: Standings, sources: Sources): Promise<Standing[]> {
  const [plain, stop, now] = await Promise.all(
    [stacks.plain, stacks.stop, stacks.now].map(async (stack) => {
      const view = new StackView(stack, sources);
      const text = await view.text(path);
      return { text, rows: async () => byName(text === undefined ? [] : await view.rows(path)) };
    }),
  );
  const inNow = await now!.rows();
  const inStop = stop!.text === now!.text ? inNow : await stop!.rows();
  const inPlain = plain!.text === stop!.text ? inStop : await plain!.rows();
  const standing = (name: string, row: Row): Standing => ({
    kind: row.kind as DeclarationKind,
    name,
    line: row.line,
    ...(row.written && { value: row.written }),
    inPlain: inPlain.has(name),
    inStop: inStop.has(name),
    inNow: inNow.has(name),
  });
  const all = [...inNow].map(([name, row]) => standing(name, row));
  for (const earlier of [inStop, inPlain]) {
    let before: string | undefined;
    for (const [name, row] of earlier) {
      if (!all.some((one) => one.name === name)) {
        const at = before === undefined ? 0 : all.findIndex((one) => one.name === before) + 1;
        all.splice(at, 0, standing(name, row));
      }
      before = name;
    }
  }
  return all;
}

/** What an edit can name, each once, where it is first declared. A header's guard is nobody's declaration. */
function byName(rows: readonly Row[]): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    if (row.kind === 'field' || (row.kind === 'macro' && row.written === '' && /_H_*$/.test(row.name)))
      continue;
    const name = TAGS.has(row.kind) ? `${row.kind} ${row.name}` : row.name;
    if (!found.has(name)) found.set(name, row);
  }
  return found;
}
