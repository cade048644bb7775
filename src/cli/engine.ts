/** Compiles in a process of its own, which is killed when the compiler has not finished in time. */
import { fork } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CompileRequest,
  errorOf,
  type Progress,
  RuntimeFailure,
  type Verdict,
} from '../compiler/index.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

export interface EngineOptions {
  /** The folder `generated/`. */
  directory: string;
  /** Milliseconds the compiler itself may run. */
  timeout: number;
  onProgress?: (progress: Progress) => void;
}

/** Reading headers and modules from disk and proving a module, in milliseconds; the compile comes after it. */
const PREPARING = 120_000;

/**
 * @throws {RuntimeFailure} when there is no verdict to believe.
 * @throws {CommandLineError} when the command line names nothing to compile.
 * @throws {HeaderEditError} when an edit of the headers cannot be made.
 */
export function compile(request: CompileRequest, options: EngineOptions): Promise<Verdict> {
  const child = fork(fileURLToPath(new URL('./engine-child.ts', import.meta.url)), [], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise<Verdict>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-2_000);
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const allow = (milliseconds: number, message: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => fail('time-out', message, 'Allow it more time with --timeout.'), milliseconds);
    };
    const end = () => {
      clearTimeout(timer);
      child.kill('SIGKILL');
    };
    const fail = (kind: RuntimeFailure['kind'], message: string, advice: string) => {
      end();
      reject(new RuntimeFailure(kind, message, advice));
    };
    child.on('message', (message: FromEngine) => {
      switch (message.type) {
        case 'progress':
          options.onProgress?.(message.progress);
          break;
        case 'running':
          allow(
            options.timeout,
            `The compiler was stopped: it had not finished after ${options.timeout / 1000} s.`,
          );
          break;
        case 'verdict':
          end();
          resolve(message.verdict);
          break;
        case 'failed':
          end();
          reject(errorOf(message.error));
          break;
      }
    });
    child.once('error', (error) =>
      fail('crash', `The compiler's process could not start: ${error.message}.`, ''),
    );
    child.once('close', (code, signal) =>
      fail(
        'crash',
        `The compiler's process ended (${signal ?? code}) before it had an answer.\n${said}`.trimEnd(),
        'Try again.',
      ),
    );
    allow(PREPARING, 'The compiler was stopped: it could not be made ready in 2 minutes.');
    child.send({ generated: pathToFileURL(`${options.directory}/`).href, request } satisfies ToEngine);
  });
}
