/** Posted diagnostics against those a compile gave here, one by one. */
import { flatten, type SaidDiagnostic, type Severity } from '../said.ts';
import type { LogDiagnostic } from './reading.ts';
import { plainWording } from './words.ts';

export interface Compared {
  posted: LogDiagnostic;
  /** Absent where it is missing here. */
  actual?: SaidDiagnostic;
  /**
   * `same`: place and wording; `moved`: the same, on another line; `wording`: something of its severity at its
   * place says it in other words; `missing`: nothing of the kind.
   */
  outcome: 'same' | 'moved' | 'wording' | 'missing';
  /** Lines from the posted place to the one here: negative when it is further up here. */
  by: number;
}

export interface Comparison {
  posted: Compared[];
  /** Given here and not posted. */
  extra: SaidDiagnostic[];
  /** The number of lines by which all that were found have moved, when it is the same for all and not 0. */
  shift?: number;
  /** How many of the posted ones came again, on whatever line; fatal errors count as errors. */
  counts: Record<'error' | 'warning' | 'note', { posted: number; reproduced: number }>;
  /** “8 of 8 errors and 1 of 1 note reproduced; every line number is 1 less here.” */
  sentence: string;
}

/** Pairs looked at; a log and a verdict of more are compared in their beginnings. */
const MOST = 1_000;

/** `actual` may hold its notes within what they are notes of, as verdicts do. */
export function compareDiagnostics(
  posted: readonly LogDiagnostic[],
  actual: readonly SaidDiagnostic[],
): Comparison {
  const here = flatten(actual);
  const wanted = posted.slice(0, MOST).map((diagnostic) => ({ diagnostic, key: keyOf(diagnostic) }));
  const given = here.slice(0, MOST).map((diagnostic) => ({ diagnostic, key: keyOf(diagnostic) }));
  const shift = commonShift(wanted, given);
  const free = new Set(given);
  const found = new Map<LogDiagnostic, { actual: SaidDiagnostic; outcome: Compared['outcome'] }>();

  // The surest matches first, so that a weaker one never takes another's place.
  const passes: ((want: Keyed<LogDiagnostic>, have: Keyed<SaidDiagnostic>) => boolean)[] = [
    (want, have) => sameWording(want, have) && moved(want, have) === shift && sameColumn(want, have),
    (want, have) => sameWording(want, have) && moved(want, have) === shift,
    (want, have) => sameWording(want, have) && sameColumn(want, have),
    sameWording,
    (want, have) =>
      sameKind(want, have) &&
      moved(want, have) === shift &&
      sameColumn(want, have) &&
      want.diagnostic.place !== undefined,
  ];
  for (const [pass, fits] of passes.entries()) {
    for (const want of wanted) {
      if (found.has(want.diagnostic)) continue;
      for (const have of free) {
        if (!fits(want, have)) continue;
        free.delete(have);
        const outcome =
          pass === 4 ? 'wording' : moved(want, have) === 0 && sameColumn(want, have) ? 'same' : 'moved';
        found.set(want.diagnostic, { actual: have.diagnostic, outcome });
        break;
      }
    }
  }

  const compared = posted.map((diagnostic): Compared => {
    const match = found.get(diagnostic);
    if (!match) return { posted: diagnostic, outcome: 'missing', by: 0 };
    return {
      posted: diagnostic,
      ...match,
      by: (match.actual.place?.line ?? 0) - (diagnostic.place?.line ?? 0),
    };
  });
  const placed = compared.filter(({ outcome, posted }) => outcome !== 'missing' && posted.place);
  const uniform = placed.length > 0 && shift !== 0 && placed.every(({ by }) => by === shift);
  const counts = {
    error: count(compared, ['error', 'fatal error']),
    warning: count(compared, ['warning']),
    note: count(compared, ['note']),
  };
  const extra = [...free].map(({ diagnostic }) => diagnostic).concat(here.slice(MOST));
  return {
    posted: compared,
    extra,
    ...(uniform && { shift }),
    counts,
    sentence: sentenceOf(counts, extra.length, uniform ? shift : 0),
  };
}

interface Keyed<T extends SaidDiagnostic> {
  diagnostic: T;
  key: { severity: Severity; file: string; wording: string };
}

function keyOf({ severity, place, message }: SaidDiagnostic): Keyed<SaidDiagnostic>['key'] {
  // Where the log's machine kept its sources is no part of what was said: the name of the file is.
  const file = place?.file.slice(place.file.lastIndexOf('/') + 1) ?? '';
  return { severity: severity === 'fatal error' ? 'error' : severity, file, wording: plainWording(message) };
}

function sameKind(want: Keyed<SaidDiagnostic>, have: Keyed<SaidDiagnostic>): boolean {
  return want.key.severity === have.key.severity && want.key.file === have.key.file;
}

function sameWording(want: Keyed<SaidDiagnostic>, have: Keyed<SaidDiagnostic>): boolean {
  return sameKind(want, have) && want.key.wording === have.key.wording;
}

function sameColumn(want: Keyed<SaidDiagnostic>, have: Keyed<SaidDiagnostic>): boolean {
  return want.diagnostic.place?.column === have.diagnostic.place?.column;
}

function moved(want: Keyed<SaidDiagnostic>, have: Keyed<SaidDiagnostic>): number {
  return (have.diagnostic.place?.line ?? 0) - (want.diagnostic.place?.line ?? 0);
}

/** The number of lines that makes most places of equal wording fall together; the smaller one of two. */
function commonShift(
  wanted: readonly Keyed<LogDiagnostic>[],
  given: readonly Keyed<SaidDiagnostic>[],
): number {
  const votes = new Map<number, number>([[0, 0]]);
  for (const want of wanted) {
    for (const by of new Set(
      given.filter((have) => sameWording(want, have)).map((have) => moved(want, have)),
    )) {
      votes.set(by, (votes.get(by) ?? 0) + 1);
    }
  }
  return [...votes].sort(([a, n], [b, m]) => m - n || Math.abs(a) - Math.abs(b))[0]![0];
}

function count(
  compared: readonly Compared[],
  severities: readonly Severity[],
): { posted: number; reproduced: number } {
  const own = compared.filter(({ posted }) => severities.includes(posted.severity));
  const again = own.filter(({ outcome }) => outcome === 'same' || outcome === 'moved');
  return { posted: own.length, reproduced: again.length };
}

function sentenceOf(counts: Comparison['counts'], extra: number, shift: number): string {
  const told = (['error', 'warning', 'note'] as const)
    .filter((severity) => counts[severity].posted > 0)
    .map((severity) => {
      const { posted, reproduced } = counts[severity];
      return `${reproduced} of ${posted} ${severity}${posted === 1 ? '' : 's'}`;
    });
  const list =
    told.length > 1
      ? `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`
      : (told[0] ?? 'nothing was posted to be');
  const more = extra ? `; ${extra} more here` : '';
  const lines = shift ? `; every line number is ${Math.abs(shift)} ${shift < 0 ? 'less' : 'more'} here` : '';
  return `${list} reproduced${more}${lines}.`;
}
