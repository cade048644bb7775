/** Errors on their way between threads and processes, which carry no classes. */
import { HeaderEditError } from '../headers/index.ts';
import { CommandLineError } from '../repro/index.ts';
import { type FailureKind, RuntimeFailure } from './failure.ts';

/** `command-line` and `header-edit` are the reader's to mend; the others are failures of the runtime. */
export interface SentError {
  kind: FailureKind | 'command-line' | 'header-edit';
  message: string;
  advice: string;
}

/** @param where what failed when it is no error of ours: "The compiler's worker". */
export function sentError(error: unknown, where: string): SentError {
  if (error instanceof RuntimeFailure) {
    return { kind: error.kind, message: error.message, advice: error.advice };
  }
  if (error instanceof CommandLineError) {
    return { kind: 'command-line', message: error.message, advice: error.advice };
  }
  if (error instanceof HeaderEditError) {
    return { kind: 'header-edit', message: error.message, advice: error.advice };
  }
  return {
    kind: 'crash',
    message: `${where} failed: ${error instanceof Error ? error.message : String(error)}.`,
    advice: 'Compile again. If it comes back, reload the page.',
  };
}

export function errorOf({
  kind,
  message,
  advice,
}: SentError): RuntimeFailure | CommandLineError | HeaderEditError {
  switch (kind) {
    case 'command-line':
      return new CommandLineError(message, advice);
    case 'header-edit':
      return new HeaderEditError(message, advice);
    default:
      return new RuntimeFailure(kind, message, advice);
  }
}
