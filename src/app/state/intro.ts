/** The one sentence that tells a newcomer what they are looking at and what to do. */
import type { Catalogue, Snapshot } from '../../headers/index.ts';
import { isOwnStop } from '../../repro/index.ts';
import type { Mark } from './outcome.ts';
import { snapshotById } from './stack.ts';

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

export function inWords(count: number): string {
  return NUMBERS[count] ?? String(count);
}

/** How many names a derived stop lacks, by its own edits. */
export function removedNames(stop: Snapshot): number {
  return new Set(stop.derivedFrom?.edits.flatMap((edit) => (edit.kind === 'remove' ? [edit.name] : []))).size;
}

/**
 * Undefined where there is nothing to tell: the sentence is about a stop with names removed, and says that the
 * consumer breaks only once the compiler has said so.
 */
export function introSentence(
  stop: Snapshot | undefined,
  stops: readonly Snapshot[],
  catalogue: Catalogue,
  consumer: string,
  markAt: (stop: Snapshot) => Mark,
): string | undefined {
  if (!stop || isOwnStop(stop.id)) return undefined;
  const removed = stops.find((candidate) => !isOwnStop(candidate.id) && removedNames(candidate) > 0);
  const reserved = stops.find(
    (candidate) =>
      !isOwnStop(candidate.id) && candidate.derivedFrom?.edits.some((edit) => edit.kind === 'reserve'),
  );
  if (!removed || !reserved) return undefined;
  const baseStop = snapshotById(catalogue, removed.derivedFrom!.id);
  const base = baseStop?.family === 'demo' ? `The ${baseStop.title}` : (baseStop?.title ?? 'These');
  const count = removedNames(removed);
  const names = `${inWords(count)} ${count === 1 ? 'name' : 'names'}`;
  const mark = markAt(stop).kind;
  if (mark === 'failure') return undefined;
  if (stop.id === removed.id) {
    const headers = `${base} headers minus ${names}`;
    if (mark === 'compiles') return undefined;
    if (mark !== 'breaks') return `${headers}: does ${consumer} still compile?`;
    const then = markAt(reserved).kind === 'compiles' ? 'and it does' : 'and see what keeping the names does';
    return `${headers}: ${consumer} does not compile. Pick “${reserved.title}” ${then}.`;
  }
  if (stop.id === reserved.id) {
    return mark === 'compiles'
      ? `The same ${names}, kept and marked reserved: ${consumer} compiles again. Edit the code or pick any other stop.`
      : `The same ${names}, kept and marked reserved: does ${consumer} compile again?`;
  }
  return `${consumer} against ${stop.title}. Pick “${removed.title}” to see what breaks without ${names}.`;
}
