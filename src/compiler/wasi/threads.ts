/**
 * The runtime's threads, which are workers of this worker: a guest runs in one of them. Ending them takes two means.
 * When a worker is terminated, Chromium interrupts its code once; a guest that calls its system all the time now and
 * then misses that (three times in a hundred), runs on, and keeps the worker above it alive as well: a burning core
 * until the page is closed. So a guest is also told to end itself at its next call.
 */
import type { ThreadStart } from './thread.ts';
import threadScript from './thread.ts?worker&url';

const threads = new Map<Worker, Int32Array>();

/** Has every worker made from here on be one that can be told to end. To be called before the runtime comes. */
export function watchThreads(): void {
  globalThis.Worker = class extends Worker {
    constructor(script: string | URL, options?: WorkerOptions) {
      super(threadScript, { ...options, type: 'module' });
      const told = new SharedArrayBuffer(4);
      threads.set(this, new Int32Array(told));
      this.postMessage({ script: String(script), told } satisfies ThreadStart);
    }

    override terminate(): void {
      threads.delete(this);
      super.terminate();
    }
  };
}

/** Ends every thread, and with it the guest that runs in it. */
export function endThreads(): void {
  for (const [thread, told] of threads) {
    Atomics.store(told, 0, 1);
    thread.terminate();
  }
}
