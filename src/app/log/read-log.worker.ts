/** Reads a build log apart from the page: a long or hostile one must not hold up anything. */
import { guessCompiler, LogTooLargeError, readLog } from '../../repro/index.ts';
import type { FromLogWorker } from './reading.ts';

self.onmessage = ({ data: text }: MessageEvent<string>) => {
  const answer = (message: FromLogWorker) => self.postMessage(message);
  try {
    const reading = readLog(text);
    answer({ reading, guess: guessCompiler(reading) });
  } catch (error) {
    if (!(error instanceof LogTooLargeError)) throw error;
    answer({ problem: error.message });
  }
};
