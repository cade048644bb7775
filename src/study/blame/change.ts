/** What became of a declaration between two stacks. */

import { guardsAt } from './guards.ts';
import type { Place, StackView } from './view.ts';

export type Change =
  | { kind: 'removed' }
  /** `evidence` is a clause: "has the same value, 2". */
  | { kind: 'renamed'; to: string; evidence: string }
  /** `include` as a consumer would write it. */
  | { kind: 'moved'; to: string; include: string }
  /** Declared as before in a header that is not included; `user` is the header that began to need it. */
  | { kind: 'include-missing'; include: string; user?: string }
  | { kind: 'guarded'; guard: string }
  | { kind: 'retyped'; before: string; after: string }
  | { kind: 'value-changed'; before: string; after: string }
  /** Somebody else began to declare it. */
  | { kind: 'clash'; file: string; line: number }
  | { kind: 'header-gone'; header: string }
  /** Declared only by later stops, from this one on. */
  | { kind: 'not-yet'; from: string }
  | { kind: 'never' };

/** A header's path as an #include says it. */
export function includeOf(path: string): string {
  return path.replace(/^\/usr\/include\/(?:[a-z0-9_]+-linux-gnu\/)?/, '');
}

/** A declaration's text, up to where it ends or the fifth line. */
export function declarationText(text: string, line: number): string {
  const lines = text.split('\n').slice(line - 1, line + 4);
  const end = lines.findIndex((one) => /[;}]\s*(?:\/\*.*)?$/.test(one));
  return lines
    .slice(0, end < 0 ? 1 : end + 1)
    .map((one) => one.trim())
    .join(' ');
}

function words(name: string): string[] {
  return name.split('_').filter(Boolean);
}

/** How much of two names' words is common, 0 to 1, in order. */
function likeness(a: string, b: string): number {
  const [x, y] = [words(a), words(b)];
  const row = new Array<number>(y.length + 1).fill(0);
  for (const word of x) {
    let diagonal = 0;
    for (let j = 1; j <= y.length; j++) {
      const above = row[j]!;
      row[j] = word === y[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return (2 * row[y.length]!) / (x.length + y.length);
}

/** Below this, two names have too little in common to be one and the same under another name. */
const ALIKE = 0.7;

/** Fields of a struct or union in one file. */
async function fieldsOf(view: StackView, { kind, name, file }: Place): Promise<string> {
  const rows = await view.rows(file);
  return rows
    .filter((row) => row.kind === 'field' && row.of === `${kind} ${name}`)
    .map((row) => row.name)
    .join(' ');
}

/** A new name in the same header that means what the old one meant. */
export async function renamed(
  old: Place,
  before: StackView,
  after: StackView,
): Promise<Extract<Change, { kind: 'renamed' }> | undefined> {
  const earlier = new Set((await before.rows(old.file)).map(({ kind, name }) => `${kind} ${name}`));
  const isValue = old.kind === 'macro' || old.kind === 'enumerator';
  const isBody = old.kind === 'struct' || old.kind === 'union';
  const body = isBody ? await fieldsOf(before, old) : '';
  const best = { score: 0, to: '', evidence: '' };
  for (const row of await after.rows(old.file)) {
    if (earlier.has(`${row.kind} ${row.name}`)) continue;
    const sameKind =
      row.kind === old.kind || (isValue && (row.kind === 'macro' || row.kind === 'enumerator'));
    if (!sameKind || (old.kind === 'field' && row.of !== old.of)) continue;
    let evidence: string;
    if (isValue) {
      if (row.written === undefined || row.written !== old.written) continue;
      evidence = `it has the same value, ${row.written.slice(0, 40)}`;
    } else if (isBody) {
      if (body === '' || body !== (await fieldsOf(after, { ...row, file: old.file }))) continue;
      evidence = 'it has the same members';
    } else evidence = 'it stands in the same place under a like name';
    const score = likeness(old.name, row.name);
    if (score > best.score) Object.assign(best, { score, to: row.name, evidence });
  }
  if (best.score < ALIKE) return undefined;
  const tag = isBody || old.kind === 'enum' ? `${old.kind} ` : '';
  return { kind: 'renamed', to: tag + best.to, evidence: best.evidence };
}

/**
 * What became of `old` where `then` and `now` are the declarations the two stacks have of that name.
 * @param filesRead by the compile that failed.
 */
export async function changeOf(
  old: Place,
  then: readonly Place[],
  now: readonly Place[],
  before: StackView,
  after: StackView,
  filesRead: ReadonlySet<string>,
): Promise<Change> {
  const same = now.find(({ file }) => file === old.file);
  if (!same) {
    // A header that had it all along is not where it went.
    const other = now.find(({ file }) => !then.some((place) => place.file === file));
    if (other) return { kind: 'moved', to: other.file, include: includeOf(other.file) };
    return (await renamed(old, before, after)) ?? { kind: 'removed' };
  }
  const [textBefore = '', textAfter = ''] = [await before.text(old.file), await after.text(same.file)];
  const guards = guardsAt(textAfter, same.line);
  const known = new Set(guardsAt(textBefore, old.line));
  const guard = guards.findLast((one) => !known.has(one));
  if (guard !== undefined) return { kind: 'guarded', guard };
  if (old.written !== same.written) {
    return { kind: 'value-changed', before: old.written ?? '', after: same.written ?? '' };
  }
  const texts = [declarationText(textBefore, old.line), declarationText(textAfter, same.line)] as const;
  if (texts[0] !== texts[1]) return { kind: 'retyped', before: texts[0], after: texts[1] };
  return { kind: 'include-missing', include: includeOf(filesRead.has(same.file) ? old.file : same.file) };
}
