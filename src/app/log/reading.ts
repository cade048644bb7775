/** A pasted build log, read in a worker that is ended when it takes too long. */
import type { CompilerGuess, LogReading, LogUnit } from '../../repro/index.ts';

export interface ReadLog {
  reading: LogReading;
  guess: CompilerGuess;
}

export type FromLogWorker = ReadLog | { problem: string };

/** Why a log gives nothing to compile, in a sentence. */
export class LogProblem extends Error {
  override name = 'LogProblem';
}

/** Milliseconds a log may take; an ordinary one takes a few. */
const LIMIT = 15_000;

/**
 * @throws {LogProblem} when it is too large or takes too long.
 * @throws the signal's reason when given up.
 */
export function readLogApart(text: string, signal?: AbortSignal): Promise<ReadLog> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./read-log.worker.ts', import.meta.url), {
      type: 'module',
      name: 'log',
    });
    const end = (tell: () => void) => {
      worker.terminate();
      clearTimeout(timer);
      tell();
    };
    const failed = (why: string) => end(() => reject(new LogProblem(why)));
    const timer = setTimeout(
      () => failed(`This log could not be read in ${LIMIT / 1000} s: paste only the part that failed.`),
      LIMIT,
    );
    signal?.addEventListener('abort', () => end(() => reject(signal.reason)), { once: true });
    worker.onerror = () => failed('This log could not be read.');
    worker.onmessage = ({ data }: MessageEvent<FromLogWorker>) => {
      if ('problem' in data) failed(data.problem);
      else end(() => resolve(data));
    };
    worker.postMessage(text);
  });
}

/** The files of a log worth compiling: those that failed, else those something was said of. */
export function unitsToOffer({ reading: { units } }: ReadLog): LogUnit[] {
  const failed = units.filter(({ failed }) => failed);
  return failed.length ? failed : units.filter(({ diagnostics }) => diagnostics.length > 0);
}
