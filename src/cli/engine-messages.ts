/** What the command line and the process that compiles for it say to one another. */
import type { CompileRequest, FailureKind, Progress, Verdict } from '../compiler/index.ts';

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
  /** `kind` is absent where the command line names nothing to compile. */
  | { type: 'failed'; kind?: FailureKind; message: string; advice: string };
