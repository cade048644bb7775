/** How a verdict on the ABI is marked: a sign beside the colour, so that neither is needed to read the other. */
import type { AbiVerdict } from '../../study/index.ts';

export const ABI_SIGNS: Readonly<Record<AbiVerdict, string>> = {
  'source-breaks': '✗',
  'abi-differs': '≠',
  'compatible-growth': '+',
  unchanged: '=',
};
