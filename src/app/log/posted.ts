/** What somebody posted and the page is to reproduce: one file of a build log. */
import type { CompilerGuess, LogUnit } from '../../repro/index.ts';

export interface Posted {
  unit: LogUnit;
  guess: CompilerGuess;
  /** Whether the posted command was taken, and not the catalogue's own. */
  command: boolean;
}

/** Characters of a log kept with the reader's work; a longer one is compared until the page is left. */
export const MAX_KEPT_LOG = 600_000;
