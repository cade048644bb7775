/** Questions about values and layouts, each asked of the compiler. */
import type { CompileRequest } from '../../compiler/index.ts';
import { requestOf } from '../../compiler/index.ts';
import type { Repro } from '../../repro/index.ts';
import type { Bench } from '../bench.ts';
import { stackWith } from '../starts.ts';
import type { Check, TargetName } from './check.ts';
import { counted, type Found } from './found.ts';
import { measuresOf, NotDeclared } from './measure.ts';

type Asked = 'value' | 'size' | 'align' | 'offset' | 'abi';

interface Subject {
  repro: Repro;
  target: TargetName;
  bench: Bench;
}

export const LAYOUT_QUESTIONS: {
  [Key in Asked]: (wanted: NonNullable<Check[Key]>, subject: Subject) => Promise<Found>;
} = {
  value: ({ of, is }, { repro, target, bench }) =>
    measured(async () => {
      const value = await measuresOf(bench).value(requestOf(repro), of, target);
      return { holds: value === String(is), found: `${of} is ${value}` };
    }),
  size: (wanted, subject) => number('size', wanted, subject),
  align: (wanted, subject) => number('align', wanted, subject),
  offset: (wanted, subject) => number('offset', wanted, subject),
  abi: ({ of, from, to, is }, { repro, target, bench }) =>
    measured(async () => {
      const at = (stop: string | undefined): CompileRequest =>
        requestOf({ ...repro, headers: stackWith(bench.catalogue, repro, stop) });
      const word = await measuresOf(bench).abi(at(from), at(to), of, target);
      return { holds: word === is, found: `${of}: ${word}` };
    }),
};

function number(
  what: 'size' | 'align' | 'offset',
  { of, is }: NonNullable<Check['size']>,
  { repro, target, bench }: Subject,
): Promise<Found> {
  return measured(async () => {
    const bytes = await measuresOf(bench)[what](requestOf(repro), of, target);
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
