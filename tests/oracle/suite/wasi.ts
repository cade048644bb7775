/** Runs WASI compilers one after the other in a thread that is ended when a run takes too long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WasiAnswer, WasiRequest } from './wasi-worker.ts';

export type { WasiAnswer, WasiRequest } from './wasi-worker.ts';

/** Milliseconds a run may take: far more than any needs, for the machine may be busy with other things. */
const limit = 15 * 60_000;

/** A thread does not get the loader for TypeScript from its parent. */
const bootstrap = `
  const load = async () => {
    const { register } = await import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))});
    register();
    await import(${JSON.stringify(new URL('./wasi-worker.ts', import.meta.url).href)});
  };
  load();
`;

export class WasiRunner {
  readonly #scratch = mkdtempSync(join(tmpdir(), 'undeclared-wasi-'));
  readonly #stackSizeMb: number | undefined;
  #worker: Worker | undefined;
  #answered: (answer: WasiAnswer) => void = () => {};

  /** @param stackSizeMb of the thread; the host's default when not said. */
  constructor(stackSizeMb?: number) {
    this.#stackSizeMb = stackSizeMb;
  }

  /** One at a time. */
  run(request: WasiRequest): Promise<WasiAnswer> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#stopped(worker, `not finished after ${limit / 1000} s`), limit);
      this.#answered = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    const worker = new Worker(bootstrap, {
      eval: true,
      execArgv: ['--no-warnings'],
      workerData: { scratch: this.#scratch },
      ...(this.#stackSizeMb === undefined ? {} : { resourceLimits: { stackSizeMb: this.#stackSizeMb } }),
    });
    worker.on('message', (answer: WasiAnswer) => this.#answered(answer));
    worker.on('error', (error: Error) => this.#stopped(worker, `${error.name}: ${error.message}`));
    worker.on('exit', (code) => this.#stopped(worker, `the thread ended with ${code}`));
    return worker;
  }

  #stopped(worker: Worker, trap: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    void worker.terminate();
    this.#answered({ trap, stderr: new Uint8Array() });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}
