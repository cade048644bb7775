/**
 * The page's side of the compiler: owns one worker at a time, in which fetching, unpacking and compiling happen.
 * Cancel and time-out end that worker for good, because nothing else stops any running guest: it is told to end its
 * threads, and terminated a little later.
 */
import { RuntimeFailure } from './failure.ts';
import type { CallName, Calls, FromWorker, ToWorker } from './messages.ts';
import type { CompileRequest, HeaderStack, Progress } from './request.ts';
import { errorOf } from './sent-error.ts';
import type { Verdict } from './verdict.ts';

export interface CompilerOptions {
  /** Absolute URL of the folder `generated/`, with its slash. */
  generated: string;
  /** Another way to make the worker, for tests. */
  createWorker?: () => Worker;
}

export interface CompileOptions {
  /** Aborting rejects with a `RuntimeFailure` of kind `cancelled`. */
  signal?: AbortSignal;
  /** Milliseconds the compiler itself may run; downloads and waiting for an earlier compile do not count. */
  timeoutMs?: number;
  onProgress?: (progress: Progress) => void;
}

/** How long an abandoned compile may still run by itself: shorter than what a new worker costs. In ms. */
const GRACE = 500;
/** How long a worker that was told to end its threads lives on to see to it, in ms. */
const FAREWELL = 4000;
const DEFAULT_TIMEOUT = 30_000;

interface Job {
  message: Extract<ToWorker, { type: 'call' }>;
  options: CompileOptions;
  resolve: (answer: Calls[CallName]['answer']) => void;
  reject: (error: Error) => void;
  timer?: ReturnType<typeof setTimeout>;
  running: boolean;
  /** The caller has been told that it was cancelled; the worker has not come round yet. */
  abandoned: boolean;
}

export class Compiler {
  readonly #generated: string;
  readonly #createWorker: () => Worker;
  readonly #jobs = new Map<number, Job>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(options: CompilerOptions) {
    this.#generated = options.generated;
    this.#createWorker = options.createWorker ?? startWorker;
    // The runtime takes half a second to come; the page has other things to do meanwhile.
    if (globalThis.crossOriginIsolated) this.#getWorker();
  }

  /**
   * Compiles. Calls wait for one another; give each a signal and abort those no longer wanted.
   * @throws {RuntimeFailure} when there is no verdict to believe.
   * @throws {CommandLineError} when the command line names nothing to compile.
   * @throws {HeaderEditError} when an edit of the headers cannot be made.
   */
  async compile(request: CompileRequest, options: CompileOptions = {}): Promise<Verdict> {
    requireIsolation();
    return this.#call('compile', request, options);
  }

  /**
   * Loads toolchain and headers of `request` and compiles it once unseen, so that the next compile is fast.
   * @throws as `compile`.
   */
  async warmUp(request: CompileRequest, options: CompileOptions = {}): Promise<void> {
    requireIsolation();
    await this.#call('warmUp', request, options);
  }

  /**
   * One file of a header stack, or undefined where it has none of that path.
   * @throws {RuntimeFailure} `headers-missing` or `headers-corrupt`.
   * @throws {HeaderEditError} when an edit of the headers cannot be made.
   */
  async readFile(stack: HeaderStack, path: string): Promise<Uint8Array | undefined> {
    return (await this.readFiles(stack, [path])).get(path);
  }

  /** Those of `paths` that the stack has. Throws as `readFile`. */
  readFiles(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    return this.#call('readFiles', { stack, paths }, {});
  }

  /** sha256 of those of `paths` that the stack has. Throws as `readFile`. */
  digests(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, string>> {
    return this.#call('digests', { stack, paths }, {});
  }

  /** The absolute paths of a header stack, sorted. Throws as `readFile`. */
  listFiles(stack: HeaderStack): Promise<string[]> {
    return this.#call('listFiles', { stack }, {});
  }

  /** Ends the worker. Calls under way are rejected as cancelled. */
  close(): void {
    this.#stopWorker();
    for (const job of this.#jobs.values()) this.#settle(job, () => job.reject(cancelled()));
    this.#jobs.clear();
  }

  #call<Name extends CallName>(
    name: Name,
    parameters: Calls[Name]['parameters'],
    options: CompileOptions,
  ): Promise<Calls[Name]['answer']> {
    if (options.signal?.aborted) return Promise.reject(cancelled());
    const id = ++this.#lastId;
    return new Promise<Calls[CallName]['answer']>((resolve, reject) => {
      const message = { type: 'call', id, name, parameters } as Job['message'];
      const job: Job = { message, options, resolve, reject, running: false, abandoned: false };
      this.#jobs.set(id, job);
      options.signal?.addEventListener('abort', () => this.#abandon(id), { once: true });
      this.#post(message);
    }) as Promise<Calls[Name]['answer']>;
  }

  #post(message: ToWorker): void {
    this.#getWorker().postMessage(message);
  }

  #getWorker(): Worker {
    if (!this.#worker) {
      const worker = this.#createWorker();
      worker.onmessage = (event: MessageEvent<FromWorker>) => this.#receive(event.data);
      worker.onerror = (event) => this.#crashed(event.message);
      worker.onmessageerror = () => this.#crashed('an answer could not be read');
      this.#worker = worker;
      worker.postMessage({ type: 'start', generated: this.#generated } satisfies ToWorker);
    }
    return this.#worker;
  }

  #receive(message: FromWorker): void {
    const job = this.#jobs.get(message.id);
    if (!job) return;
    switch (message.type) {
      case 'progress':
        if (!job.abandoned) job.options.onProgress?.(message.progress);
        break;
      case 'running': {
        job.running = true;
        clearTimeout(job.timer);
        if (job.abandoned) {
          this.#expectEnd(message.id, job);
          break;
        }
        const limit = job.options.timeoutMs ?? DEFAULT_TIMEOUT;
        job.timer = setTimeout(() => this.#timedOut(message.id, limit), limit);
        break;
      }
      case 'done':
        this.#finish(message.id, () => job.resolve(message.answer));
        break;
      case 'failed':
        this.#finish(message.id, () => job.reject(errorOf(message.error)));
        // Its self-test never ended, and holds the one thread that guests run in.
        if (message.error.kind === 'time-out') this.#restart();
        break;
    }
  }

  #finish(id: number, tell: () => void): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.delete(id);
    this.#settle(job, tell);
  }

  #settle(job: Job, tell: () => void): void {
    clearTimeout(job.timer);
    if (!job.abandoned) tell();
  }

  #abandon(id: number): void {
    const job = this.#jobs.get(id);
    if (!job || job.abandoned) return;
    job.reject(cancelled());
    job.abandoned = true;
    clearTimeout(job.timer);
    this.#worker?.postMessage({ type: 'forget', id } satisfies ToWorker);
    // One that does not run yet is refused by the worker before it does.
    if (job.running) this.#expectEnd(id, job);
  }

  /** A running compile nobody waits for gets a moment to end by itself. */
  #expectEnd(id: number, job: Job): void {
    job.timer = setTimeout(() => {
      if (this.#jobs.delete(id)) this.#restart();
    }, GRACE);
  }

  #timedOut(id: number, limit: number): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.delete(id);
    job.reject(
      new RuntimeFailure(
        'time-out',
        `The compiler was stopped: it had not finished after ${limit / 1000} s.`,
        'Look for an endless include or a macro that multiplies itself, or allow it more time.',
      ),
    );
    this.#restart();
  }

  /** Ends the worker and hands what others still wait for to a new one. */
  #restart(): void {
    this.#stopWorker();
    this.#getWorker();
    for (const [id, job] of this.#jobs) {
      if (job.abandoned) {
        clearTimeout(job.timer);
        this.#jobs.delete(id);
        continue;
      }
      clearTimeout(job.timer);
      job.running = false;
      this.#post(job.message);
    }
  }

  #crashed(why: string): void {
    this.#stopWorker();
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const job of jobs) {
      this.#settle(job, () =>
        job.reject(
          new RuntimeFailure(
            'crash',
            `The compiler's worker stopped: ${why || 'no reason given'}.`,
            'Compile again: a new worker is started. If it comes back, reload the page.',
          ),
        ),
      );
    }
  }

  #stopWorker(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    if (!worker) return;
    worker.onmessage = null;
    worker.onerror = null;
    worker.postMessage({ type: 'end' } satisfies ToWorker);
    setTimeout(() => worker.terminate(), FAREWELL);
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'compiler' });
}

/** Without isolation the runtime answers every command with success and nothing: a false "compiles". */
function requireIsolation(): void {
  if (globalThis.crossOriginIsolated) return;
  throw new RuntimeFailure(
    'not-isolated',
    'This page is not cross-origin isolated, so no compiler can run in it.',
    'Reload the page. If that does not help, its host must send the headers Cross-Origin-Opener-Policy: ' +
      'same-origin and Cross-Origin-Embedder-Policy: require-corp.',
  );
}

function cancelled(): RuntimeFailure {
  return new RuntimeFailure('cancelled', 'The compile was cancelled.', 'Compile again when you are ready.');
}
