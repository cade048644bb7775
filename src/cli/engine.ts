/** Compiles in a process of its own, which is killed when the compiler has not finished in time. */
import { type ChildProcess, fork } from 'node:child_process';
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

/** One process for compile after compile; a new one after a failure. Close it when done. */
export class Engine {
  #child: ChildProcess | undefined;

  constructor(readonly options: EngineOptions) {}

  /**
   * One at a time.
   * @throws {RuntimeFailure} when there is no verdict to believe.
   * @throws {CommandLineError} when the command line names nothing to compile.
   * @throws {HeaderEditError} when an edit of the headers cannot be made.
   */
  async compile(request: CompileRequest): Promise<Verdict> {
    this.#child ??= fork(fileURLToPath(new URL('./engine-child.ts', import.meta.url)), [], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    try {
      return await answerOf(this.#child, request, this.options);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

/** One compile in a process of its own. Throws as `Engine.compile`. */
export async function compile(request: CompileRequest, options: EngineOptions): Promise<Verdict> {
  const engine = new Engine(options);
  try {
    return await engine.compile(request);
  } finally {
    engine.close();
  }
}

function answerOf(child: ChildProcess, request: CompileRequest, options: EngineOptions): Promise<Verdict> {
  return new Promise<Verdict>((resolve, reject) => {
    let said = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-2_000);
    };
    const settle = (tell: () => void) => {
      clearTimeout(timer);
      child.off('message', receive);
      child.off('error', failed);
      child.off('close', closed);
      child.stderr?.off('data', hear);
      tell();
    };
    const fail = (kind: RuntimeFailure['kind'], message: string, advice: string) =>
      settle(() => reject(new RuntimeFailure(kind, message, advice)));
    const allow = (milliseconds: number, message: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => fail('time-out', message, 'Allow it more time with --timeout.'), milliseconds);
    };
    const receive = (message: FromEngine) => {
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
          settle(() => resolve(message.verdict));
          break;
        case 'failed':
          settle(() => reject(errorOf(message.error)));
          break;
      }
    };
    const failed = (error: Error) =>
      fail('crash', `The compiler's process could not start: ${error.message}.`, '');
    const closed = (code: number | null, signal: NodeJS.Signals | null) =>
      fail(
        'crash',
        `The compiler's process ended (${signal ?? code}) before it had an answer.\n${said}`.trimEnd(),
        'Try again.',
      );
    child.on('message', receive);
    child.once('error', failed);
    child.once('close', closed);
    child.stderr?.on('data', hear);
    allow(PREPARING, 'The compiler was stopped: it could not be made ready in 2 minutes.');
    child.send({ generated: pathToFileURL(`${options.directory}/`).href, request } satisfies ToEngine);
  });
}
