/** What a comparison comes to, in sentences. */
import type { AbiVerdict, NameChange } from './compare.ts';

export const ABI_WORDS: Readonly<Record<AbiVerdict, string>> = {
  'source-breaks': 'source breaks',
  'abi-differs': 'compiles, but the binary ABI differs',
  'compatible-growth': 'compatible growth',
  unchanged: 'unchanged',
};

/** The limit of all this, said wherever growth is called compatible. */
export const BEYOND_HEADERS =
  'Headers show the protocol, not the kernel’s code: whether it keeps to it cannot be seen from here.';

/** "struct vfio_device_info: compatible growth: 20 → 24 bytes. It counts as compatible because …" */
export function changeSentence(change: NameChange): string {
  return [`${change.name}: ${changeWords(change)}`, ...growthWords(change)].join(' ');
}

/** "compiles, but the binary ABI differs: 16 → 64 bytes; flags2 is new." */
export function changeWords({ verdict, facts }: Pick<NameChange, 'verdict' | 'facts'>): string {
  return `${[ABI_WORDS[verdict], ...(facts.length > 0 ? [facts.join('; ')] : [])].join(': ')}.`;
}

/** Why growth counts as compatible, and what cannot be known; nothing where it does not. */
export function growthWords({ evidence }: Pick<NameChange, 'evidence'>): string[] {
  return evidence ? [`It counts as compatible because ${evidence.because}.`, BEYOND_HEADERS] : [];
}
