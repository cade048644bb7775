import type { Progress } from '../../compiler/index.ts';
import { byteProgress } from '../verdict/sentence.ts';

const STEPS: Record<Progress['step'], string> = {
  fetching: 'Fetching',
  unpacking: 'Unpacking',
  preparing: 'Preparing',
  compiling: 'Compiling',
};

/** "Fetching GCC 8.3.1: 1.2 of 2.1 MB". */
export function progressWords({ step, what, loaded, total }: Progress): string {
  const words = `${STEPS[step]} ${what}`.trim();
  return loaded === undefined ? words : `${words}: ${byteProgress(loaded, total)}`;
}
