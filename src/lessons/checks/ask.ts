/** Checks asked of a repro. */
import { requestOf, type Verdict } from '../../compiler/index.ts';
import { editsInForce, type Repro, withoutOwnStops } from '../../repro/index.ts';
import type { Bench } from '../bench.ts';
import { stackWith, withToolchain } from '../starts.ts';
import { type Check, questionsOf } from './check.ts';
import { counted, type Found, listed } from './found.ts';
import { LAYOUT_QUESTIONS } from './layout.ts';
import { VERDICT_QUESTIONS } from './verdict.ts';
import { WORK_QUESTIONS } from './work.ts';

export interface Asking {
  /** The repro the step started with. */
  start: Repro;
  /** The learner's. */
  now: Repro;
  bench: Bench;
}

/**
 * Whether all hold. The first that does not ends it: what is dear to find out is best asked last.
 * @throws {RuntimeFailure | HeaderEditError} when there is no verdict to ask.
 */
export async function askAll(checks: readonly Check[], asking: Asking): Promise<Found> {
  let last: Found = { holds: true, found: '' };
  for (const check of checks) {
    last = await ask(check, asking);
    if (!last.holds) return last;
  }
  return last;
}

export async function ask(check: Check, asking: Asking): Promise<Found> {
  const { bench, start, now } = asking;
  const repro = reproFor(check, asking);
  let verdict: Promise<Verdict> | undefined;
  const said = () => {
    verdict ??= bench.verdict(requestOf(repro));
    return verdict;
  };
  const subject = { repro, target: check.target ?? ('x86_64' as const), bench };
  const one = async (key: string): Promise<Found> => {
    const wanted = check[key as keyof Check] as never;
    if (key in VERDICT_QUESTIONS) {
      return VERDICT_QUESTIONS[key as keyof typeof VERDICT_QUESTIONS](wanted, await said());
    }
    if (key in WORK_QUESTIONS) return WORK_QUESTIONS[key as keyof typeof WORK_QUESTIONS](wanted, now, start);
    if (key in LAYOUT_QUESTIONS) {
      return LAYOUT_QUESTIONS[key as keyof typeof LAYOUT_QUESTIONS](wanted, subject);
    }
    switch (key) {
      case 'breaks': {
        const { among, are, count } = check.breaks!;
        const breaking = await bench.breaking(editsInForce(repro), among);
        const same =
          are === undefined || (are.length === breaking.length && are.every((id) => breaking.includes(id)));
        return {
          holds: same && (count === undefined || counted(count, breaking.length)),
          found: `it breaks ${listed(breaking)}`,
        };
      }
      case 'not': {
        const inner = await ask({ ...contextOf(check), ...check.not }, asking);
        return { holds: !inner.holds, found: inner.found };
      }
      case 'any': {
        const found: string[] = [];
        for (const choice of check.any!) {
          const inner = await ask({ ...contextOf(check), ...choice }, asking);
          if (inner.holds) return inner;
          found.push(inner.found);
        }
        return { holds: false, found: found.join('; ') };
      }
      default:
        throw new TypeError(`No such check: ${key}`);
    }
  };
  // What costs no compile comes first.
  const keys = questionsOf(check).sort((a, b) => cost(a) - cost(b));
  let last: Found = { holds: true, found: '' };
  for (const key of keys) {
    last = await one(key);
    if (!last.holds) return last;
  }
  return last;
}

function cost(key: string): number {
  if (key in WORK_QUESTIONS) return 0;
  if (key in VERDICT_QUESTIONS) return 1;
  return key === 'breaks' ? 3 : 2;
}

function contextOf({ on, at, toolchain, flags, unedited, target }: Check): Check {
  return { on, at, toolchain, flags, unedited, target };
}

function reproFor({ on, at, toolchain, flags, unedited }: Check, { start, now, bench }: Asking): Repro {
  let repro = on === 'start' ? start : now;
  if (at !== undefined) repro = stackWith(bench.catalogue, repro, at);
  if (toolchain !== undefined) repro = withToolchain(repro, toolchain, bench);
  if (flags !== undefined) repro = { ...repro, command: `${repro.command} ${flags}` };
  if (unedited) {
    const { edits: _, ...rest } = withoutOwnStops(repro);
    repro = rest;
  }
  return repro;
}
