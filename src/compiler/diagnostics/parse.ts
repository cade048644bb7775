/**
 * Diagnostics out of what GCC (8 to 16) and Clang write without colour. Derived beside the output, never in its
 * place: what is not understood is left out here and still shown there.
 */
import type { Diagnostic, Place } from '../verdict.ts';
import { isUnderline, readExcerpt } from './excerpt.ts';
import { type Head, isClosing, readContext, readHead, readIncludedFrom } from './heads.ts';

interface Found {
  head: Head;
  includedFrom: Place[];
  inFunction: string;
  /** Where what leads to it begins: "In file included from", "In function". */
  first: number;
  at: number;
  /** Exclusive. */
  end: number;
}

/** @param plain standard error without colour. */
export function parseDiagnostics(plain: string): Diagnostic[] {
  const lines = plain.replace(/\n$/, '').split('\n');
  const diagnostics: Diagnostic[] = [];
  for (const found of find(lines)) {
    const { head, inFunction, includedFrom } = found;
    const excerpt = readExcerpt(lines.slice(found.at + 1, found.end), head.place, head.message);
    const diagnostic: Diagnostic = {
      ...head,
      ...(inFunction ? { inFunction } : {}),
      includedFrom,
      ...excerpt,
      notes: [],
      lines: { first: found.first, last: found.end - 1 },
    };
    const parent = diagnostics.at(-1);
    if (head.severity === 'note' && parent) {
      parent.notes.push(diagnostic);
      parent.lines.last = diagnostic.lines.last;
    } else diagnostics.push(diagnostic);
  }
  return diagnostics;
}

function find(lines: readonly string[]): Found[] {
  const all: Found[] = [];
  let inFunction = '';
  let chain: Place[] = [];
  let leading: number | undefined;
  let current: Found | undefined;
  const close = (index: number) => {
    if (current) current.end = index;
    current = undefined;
  };
  for (const [index, line] of lines.entries()) {
    // Source text may look like anything; the line under it gives it away.
    if (current && isUnderline(lines[index + 1])) continue;
    const from = readIncludedFrom(line);
    const context = from ? undefined : readContext(line);
    const head = from || context !== undefined ? undefined : readHead(line);
    if (from) {
      close(leading ?? index);
      leading ??= index;
      const { begins, ...place } = from;
      // Clang begins every line of the chain anew, from the outermost file inwards.
      if (begins) chain.unshift(place);
      else chain.push(place);
    } else if (context !== undefined) {
      close(leading ?? index);
      leading ??= index;
      inFunction = context;
    } else if (head) {
      const first = leading ?? index;
      close(first);
      const before = all.at(-1);
      // The chain is written once for all that follows from the same file.
      const same = chain.length === 0 && before?.head.place?.file === head.place?.file;
      current = {
        head,
        includedFrom: same && before ? before.includedFrom : chain,
        inFunction,
        first,
        at: index,
        end: lines.length,
      };
      all.push(current);
      chain = [];
      leading = undefined;
    } else if (isClosing(line)) {
      close(index);
      leading = undefined;
    }
  }
  return all;
}
