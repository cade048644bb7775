/** Where a name is declared, and from which stop to which, in words. */
import type { Catalogue, Declared, DeclaredIndex } from '../headers/index.ts';
import { includeOf } from './blame/change.ts';

export interface Whereabouts {
  kind: Declared['kind'];
  /** Of a field: what it is a field of. */
  of?: string;
  /** Absolute. */
  file: string;
  /** "<linux/vfio.h>, from Linux 5.10 to Linux 6.1, but not at nvlink2 removed; value 1". */
  words: string;
}

/** What is told of a name at most: a field like `flags` has hundreds of declarations. */
const MOST = 12;

/**
 * Every declaration of a name in the indexes of the families, at most 12 of them.
 * @param name `NAME`, `struct NAME` and the like; a bare name finds tags and fields, too.
 * @returns with how many there are in all.
 */
export function whereaboutsOf(
  name: string,
  indexes: readonly DeclaredIndex[],
  { snapshots }: Pick<Catalogue, 'snapshots'>,
): { rows: Whereabouts[]; all: number } {
  const titleOf = (id: string) => snapshots.find((one) => one.id === id)?.title ?? id;
  const found = indexes.flatMap((index) =>
    index.find(name).map((declared) => ({ declared, stops: index.stops })),
  );
  // A field's name says little without its struct, and there may be a thousand of them.
  found.sort((a, b) => Number(a.declared.kind === 'field') - Number(b.declared.kind === 'field'));
  const rows = found.slice(0, MOST).map(({ declared, stops }): Whereabouts => {
    const { kind, of, file, places } = declared;
    const value = valueWords(declared, titleOf);
    const had = new Set(places.map(({ stop }) => stop));
    const words = `<${includeOf(file)}>, ${spanWords(stops, had, titleOf)}${value && `; ${value}`}`;
    return { kind, ...(of && { of }), file, words };
  });
  return { rows, all: found.length };
}

function spanWords(
  stops: readonly string[],
  had: ReadonlySet<string>,
  titleOf: (id: string) => string,
): string {
  const first = stops.findIndex((stop) => had.has(stop));
  const last = stops.findLastIndex((stop) => had.has(stop));
  const gaps = stops.slice(first, last).filter((stop) => !had.has(stop));
  const but = gaps.length ? `, but not at ${gaps.map(titleOf).join(', ')}` : '';
  if (first === last) return `only at ${titleOf(stops[first]!)}`;
  if (first === 0 && last === stops.length - 1) return `at every stop${but}`;
  return `from ${titleOf(stops[first]!)} to ${titleOf(stops[last]!)}${but}`;
}

function valueWords({ places }: Declared, titleOf: (id: string) => string): string {
  const turns = places.filter(({ value }, at) => at === 0 || value !== places[at - 1]!.value);
  if (turns.every(({ value }) => value === undefined)) return '';
  const [begin, ...later] = turns.map(({ stop, value }) => ({ stop, value: value ?? 'none' }));
  return [
    `value ${begin!.value}`,
    ...later.map(({ stop, value }) => `${value} from ${titleOf(stop)} on`),
  ].join(', ');
}
