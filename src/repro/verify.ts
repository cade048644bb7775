/** Whether a repro's author saw what is seen here: exactly, with differences, or not to be said here. */
import { diffLines } from 'diff';
import { inShort } from './expect.ts';
import { sameHash } from './hash.ts';
import { plainHeaders } from './own-stops.ts';
import type { Expect, ExpectedDiagnostic, Ref, Repro } from './repro.ts';
import { flatten, type Said } from './said.ts';

/** What can be compiled with and against here, by id and hash. */
export interface Present {
  toolchains: readonly Ref[];
  snapshots: readonly Ref[];
}

export interface DiffLine {
  kind: 'same' | 'expected' | 'actual';
  text: string;
}

export type Verification =
  | { kind: 'exactly' }
  | {
      kind: 'differences';
      /** What differs, in sentences: the exit code, how many diagnostics. */
      what: string[];
      /**
       * Line by line: of the two outputs where the repro kept its author's, else of the diagnostics in short.
       * `of` says which; capped at 2,000 lines.
       */
      diff: DiffLine[];
      of: 'output' | 'diagnostics';
      /** What may explain it, in sentences; empty where toolchain and headers are the author's own. */
      why: string[];
    }
  | {
      kind: 'cannot';
      /** One entry for each part that is not here. */
      missing: { part: 'toolchain' | 'headers'; id: string; nearest?: string }[];
      sentence: string;
    }
  /** The author kept nothing to compare with. */
  | { kind: 'nothing-expected' };

/** `output` is `outputHash` of what the compiler wrote here without colour. */
export interface Actual extends Said {
  output: string;
}

const MOST_LINES = 2_000;

/** The parts a repro needs that are not here; look before compiling. Undefined when all are. */
export function whatIsMissing(
  repro: Repro,
  present: Present,
): Extract<Verification, { kind: 'cannot' }> | undefined {
  const missing: Extract<Verification, { kind: 'cannot' }>['missing'] = [];
  const look = (part: 'toolchain' | 'headers', { id }: Ref, among: readonly Ref[]) => {
    if (among.some((ref) => ref.id === id)) return;
    const nearest = nearestId(id, among);
    missing.push({ part, id, ...(nearest !== undefined && { nearest }) });
  };
  look('toolchain', repro.toolchain, present.toolchains);
  for (const ref of plainHeaders(repro)) look('headers', ref, present.snapshots);
  if (!missing.length) return undefined;
  const sentences = missing.map(({ part, id, nearest }) => {
    const what = part === 'toolchain' ? `the toolchain ${id}` : `the headers ${id}`;
    return nearest ? `${what} (the nearest here is ${nearest})` : what;
  });
  return {
    kind: 'cannot',
    missing,
    sentence: `This cannot be reproduced here: missing ${sentences.join(', ')}.`,
  };
}

export function verify(repro: Repro, actual: Actual, present: Present): Verification {
  const missing = whatIsMissing(repro, present);
  if (missing) return missing;
  const { expect } = repro;
  if (!expect) return { kind: 'nothing-expected' };
  if (expect.exitCode === (actual.exitCode & 0xff) && sameHash(expect.output, actual.output)) {
    return { kind: 'exactly' };
  }
  const given = flatten(actual.diagnostics).map(inShort);
  return {
    kind: 'differences',
    what: whatDiffers(expect, actual, given),
    ...(expect.text === undefined
      ? { of: 'diagnostics', diff: lineDiff(told(expect.diagnostics), told(given)) }
      : { of: 'output', diff: lineDiff(expect.text, actual.plain) }),
    why: whatMayExplain(repro, present),
  };
}

function whatDiffers(expect: Expect, actual: Actual, given: readonly ExpectedDiagnostic[]): string[] {
  const what: string[] = [];
  if (expect.exitCode !== actual.exitCode) {
    what.push(`Its author's compiler exited with ${expect.exitCode}, here it was ${actual.exitCode}.`);
  }
  for (const severity of ['error', 'warning', 'note'] as const) {
    const count = (list: readonly ExpectedDiagnostic[]) =>
      list.filter((each) => each.severity.endsWith(severity)).length;
    const [then, now] = [count(expect.diagnostics), count(given)];
    if (then !== now) what.push(`${then} ${severity}${then === 1 ? '' : 's'} then, ${now} here.`);
  }
  if (!what.length) what.push('The same number of errors, warnings and notes, in other words or places.');
  return what;
}

function whatMayExplain(repro: Repro, present: Present): string[] {
  const why: string[] = [];
  const compare = (what: string, { id, hash }: Ref, among: readonly Ref[]) => {
    const here = among.find((ref) => ref.id === id)?.hash;
    if (hash === undefined) why.push(`The repro does not say which build of ${what} ${id} its author had.`);
    else if (here === undefined) why.push(`It is not known here which build of ${what} ${id} this is.`);
    else if (!sameHash(hash, here)) {
      why.push(`${id} is another build here: ${hash.slice(0, 8)} then, ${here.slice(0, 8)} now.`);
    }
  };
  compare('the toolchain', repro.toolchain, present.toolchains);
  for (const ref of plainHeaders(repro)) compare('the headers', ref, present.snapshots);
  return why;
}

function told(diagnostics: readonly ExpectedDiagnostic[]): string {
  return diagnostics
    .map(({ severity, place, option }) => {
      const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
      return `${where}${severity}${option ? ` [${option}]` : ''}\n`;
    })
    .join('');
}

function lineDiff(expected: string, actual: string): DiffLine[] {
  // Two outputs that have nothing in common are told one after the other, in bounded time.
  const changes = diffLines(expected, actual, { maxEditLength: 4_000 }) ?? [
    { removed: true, added: false, value: expected },
    { removed: false, added: true, value: actual },
  ];
  return changes
    .flatMap(({ removed, added, value }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((text): DiffLine => ({ kind: removed ? 'expected' : added ? 'actual' : 'same', text })),
    )
    .slice(0, MOST_LINES);
}

/** Of the same family (`gcc-8.3.1`, `linux-5.10`: what stands before the first digit) the nearest version. */
function nearestId(id: string, among: readonly Ref[]): string | undefined {
  const family = familyOf(id);
  const wanted = versionOf(id);
  return among
    .filter((ref) => familyOf(ref.id) === family)
    .sort((a, b) => distance(versionOf(a.id), wanted) - distance(versionOf(b.id), wanted))[0]?.id;
}

function familyOf(id: string): string {
  return /^[a-z0-9]*?[a-z]+\d*(?=-)/.exec(id)?.[0] ?? id;
}

function versionOf(id: string): number[] {
  return (/\d+(?:\.\d+)*$/.exec(id)?.[0] ?? '').split('.').map(Number);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return [1e6, 1e3, 1].reduce((sum, weight, at) => sum + weight * Math.abs((a[at] ?? 0) - (b[at] ?? 0)), 0);
}
