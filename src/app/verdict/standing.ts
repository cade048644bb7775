/** What may become of a declaration, and in which words it stands. */
import type { HeaderEdit } from '../../headers/index.ts';
import type { Standing } from '../../study/index.ts';

export type Decision = 'remove' | 'reserve' | 'number' | 'restore';

export interface Stands {
  /** In a word or two; undefined where it is as its package has it. */
  words: string | undefined;
  tone: 'gone' | 'kept' | 'new' | undefined;
  can: Decision[];
}

/** @param inForce every edit made, those of the stop first. */
export function stands(one: Standing, inForce: readonly HeaderEdit[]): Stands {
  const { kind, name, inPlain, inNow } = one;
  const numbered: Decision[] = kind === 'macro' || kind === 'enumerator' ? ['number'] : [];
  const last = inForce.findLast((edit) => edit.kind !== 'patch' && edit.name === name);
  if (inNow) {
    const kept = last?.kind === 'reserve';
    return {
      words: kept ? 'reserved' : inPlain ? undefined : 'new',
      tone: kept ? 'kept' : inPlain ? undefined : 'new',
      can: kept ? ['remove', ...numbered, 'restore'] : ['remove', 'reserve', ...numbered],
    };
  }
  const number = last?.kind === 'remove' && last.leave === 'number';
  return {
    words: number ? 'number reserved only' : 'removed',
    tone: 'gone',
    can: number ? ['restore', 'reserve'] : ['restore', 'reserve', ...numbered],
  };
}

/** The edits of the reader's that make it so; none where the stop has it so already. */
export function editsFor(
  decision: Decision,
  { name, inStop, inPlain }: Standing,
  keptInStop: boolean,
): HeaderEdit[] {
  const back: HeaderEdit[] = inStop || !inPlain ? [] : [{ kind: 'restore', name }];
  switch (decision) {
    case 'remove':
      return inStop ? [{ kind: 'remove', name }] : [];
    case 'number':
      return inStop
        ? [{ kind: 'remove', name, leave: 'number' }]
        : [...back, { kind: 'remove', name, leave: 'number' }];
    case 'reserve':
      return keptInStop ? [] : [...back, { kind: 'reserve', name }];
    case 'restore':
      return keptInStop ? [{ kind: 'restore', name }] : back;
  }
}

export const DECISIONS: Readonly<Record<Decision, { label: string; title: string }>> = {
  remove: { label: 'Remove', title: 'Takes the declaration out of the header' },
  reserve: {
    label: 'Reserve',
    title: 'Keeps name and value or layout, and marks it deprecated in a comment',
  },
  number: {
    label: 'Number only',
    title: 'Reserves the number only: a comment says it is taken, and no name is left',
  },
  restore: { label: 'Restore', title: 'As its package has it' },
};
