import type { Count } from './check.ts';

/** What came of a check, or of one key of it: whether it holds, and what was found, in words for an author. */
export interface Found {
  holds: boolean;
  found: string;
}

export function counted(wanted: Count, is: number): boolean {
  if (typeof wanted === 'number') return is === wanted;
  return is >= (wanted.min ?? 0) && is <= (wanted.max ?? Number.POSITIVE_INFINITY);
}

export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A short list of names for a sentence. */
export function listed(names: readonly string[]): string {
  return names.length ? names.join(', ') : 'none';
}
