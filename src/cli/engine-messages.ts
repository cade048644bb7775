/** What the command line and the process that compiles for it say to one another. */
import type { CompileRequest, Progress, SentError, Verdict } from '../compiler/index.ts';

export interface ToEngine {
  /** `file:` URL of the folder `generated/`, with its slash. */
  generated: string;
  request: CompileRequest;
}

export type FromEngine =
  | { type: 'progress'; progress: Progress }
  /** The compiler itself has begun to run. */
  | { type: 'running' }
  | { type: 'verdict'; verdict: Verdict }
  | { type: 'failed'; error: SentError };
