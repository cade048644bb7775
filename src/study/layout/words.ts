/** What a comparison comes to, in sentences. */
import { ABI_VERDICTS, type AbiVerdict, type NameChange } from './compare.ts';

export const ABI_WORDS: Readonly<Record<AbiVerdict, string>> = {
  'source-breaks': 'source breaks',
  'abi-differs': 'compiles, but the binary ABI differs',
  'compatible-growth': 'compatible growth',
  unchanged: 'unchanged',
};

const COUNTED: Readonly<Record<AbiVerdict, readonly [one: string, many: string]>> = {
  'source-breaks': ['breaks the source', 'break the source'],
  'abi-differs': ['differs in the binary ABI', 'differ in the binary ABI'],
  'compatible-growth': ['grew compatibly', 'grew compatibly'],
  unchanged: ['is unchanged', 'are unchanged'],
};

/** "Of 181 names 3 differ in the binary ABI, 7 grew compatibly, 171 are unchanged." */
export function countWords(counts: Readonly<Record<AbiVerdict, number>>): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all === 0) return 'It names no type and no constant of these headers.';
  const parts = ABI_VERDICTS.flatMap((verdict) => {
    const count = counts[verdict];
    return count > 0 ? [`${count} ${COUNTED[verdict][count === 1 ? 0 : 1]}`] : [];
  });
  return `Of ${all} name${all === 1 ? '' : 's'} ${parts.join(', ')}.`;
}

/** The limit of all this, said wherever growth is called compatible. */
export const BEYOND_HEADERS =
  'Headers show the protocol, not the kernel’s code: whether it keeps to it cannot be seen from here.';

/** "struct vfio_device_info: compatible growth: 20 → 24 bytes. It counts as compatible because …" */
export function changeSentence(change: NameChange): string {
  const growth = growthWords(change);
  return [`${change.name}: ${changeWords(change)}`, ...(growth ? [growth, BEYOND_HEADERS] : [])].join(' ');
}

/** "compiles, but the binary ABI differs: 16 → 64 bytes; flags2 is new." */
export function changeWords({ verdict, facts }: Pick<NameChange, 'verdict' | 'facts'>): string {
  return `${[ABI_WORDS[verdict], ...(facts.length > 0 ? [facts.join('; ')] : [])].join(': ')}.`;
}

/** Why growth counts as compatible; nothing where it does not. */
export function growthWords({ evidence }: Pick<NameChange, 'evidence'>): string | undefined {
  return evidence && `It counts as compatible because ${evidence.because}.`;
}
