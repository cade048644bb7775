/** Questions about values and layouts, each asked of the compiler. */
import { requestOf } from '../../compiler/index.ts';
import type { Repro } from '../../repro/index.ts';
import type { Bench } from '../bench.ts';
import { stackWith } from '../starts.ts';
import type { Check, TargetName } from './check.ts';
import { counted, type Found } from './found.ts';
import {
  abiWordOf,
  alignOf,
  constantValueOf,
  type Measured,
  NotDeclared,
  offsetOf,
  sizeOf,
} from './measure.ts';

type Asked = 'value' | 'size' | 'align' | 'offset' | 'abi';

interface Subject {
  repro: Repro;
  target: TargetName;
  bench: Bench;
}

export const LAYOUT_QUESTIONS: {
  [Key in Asked]: (wanted: NonNullable<Check[Key]>, subject: Subject) => Promise<Found>;
} = {
  value: ({ of, is }, subject) =>
    measured(async () => {
      const value = await constantValueOf(of, placeOf(subject));
      return { holds: value === String(is), found: `${of} is ${value}` };
    }),
  size: (wanted, subject) => counting('size', sizeOf, wanted, subject),
  align: (wanted, subject) => counting('alignment', alignOf, wanted, subject),
  offset: (wanted, subject) => counting('offset', offsetOf, wanted, subject),
  abi: ({ of, from, to, is }, subject) =>
    measured(async () => {
      const at = (stop: string | undefined): Repro => stackWith(subject.bench.catalogue, subject.repro, stop);
      const before = requestOf(at(from));
      const word = await abiWordOf(of, before, placeOf({ ...subject, repro: at(to) }));
      return { holds: word === is, found: `${of}: ${word}` };
    }),
};

function placeOf({ repro, target, bench }: Subject): Measured {
  return { request: requestOf(repro), target, bench };
}

function counting(
  what: string,
  measure: (of: string, place: Measured) => Promise<number>,
  { of, is }: NonNullable<Check['size']>,
  subject: Subject,
): Promise<Found> {
  return measured(async () => {
    const bytes = await measure(of, placeOf(subject));
    return { holds: counted(is, bytes), found: `${what} of ${of} is ${bytes}` };
  });
}

/** What is not declared has no value: that is an answer, and it is no. */
async function measured(ask: () => Promise<Found>): Promise<Found> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NotDeclared)) throw error;
    return { holds: false, found: error.message };
  }
}
