/** What the page's `Compiler` and the worker say to one another. `id` names the call an answer belongs to. */
import type { CompileRequest, HeaderStack, Progress } from './request.ts';
import type { SentError } from './sent-error.ts';
import type { Verdict } from './verdict.ts';

/** The calls a worker answers, with the shape of each answer. */
export interface Calls {
  compile: { parameters: CompileRequest; answer: Verdict };
  /** Gets toolchain and headers ready and compiles once, so that a later compile is fast. Answers nothing. */
  warmUp: { parameters: CompileRequest; answer: undefined };
  readFiles: {
    parameters: { stack: HeaderStack; paths: readonly string[] };
    answer: Map<string, Uint8Array>;
  };
  digests: { parameters: { stack: HeaderStack; paths: readonly string[] }; answer: Map<string, string> };
  listFiles: { parameters: { stack: HeaderStack }; answer: string[] };
}
export type CallName = keyof Calls;

export type ToWorker =
  | { type: 'start'; generated: string }
  | {
      [Name in CallName]: { type: 'call'; id: number; name: Name; parameters: Calls[Name]['parameters'] };
    }[CallName]
  /** The caller no longer wants the answer: a call not yet begun is dropped. */
  | { type: 'forget'; id: number }
  /** Ends whatever runs; the worker itself is ended a little later. */
  | { type: 'end' };

export type FromWorker =
  | { type: 'progress'; id: number; progress: Progress }
  /** The compiler itself has begun to run: from here on the time-out counts. */
  | { type: 'running'; id: number }
  | { type: 'done'; id: number; answer: Calls[CallName]['answer'] }
  | { type: 'failed'; id: number; error: SentError };
