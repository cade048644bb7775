/**
 * The page's side of the study: owns its worker, and compilers of its own, so that what is worked out in advance
 * never stands in the way of the reader's compile. All are begun when they are first needed.
 */
import { Compiler, errorOf, RuntimeFailure, sentError } from '../../compiler/index.ts';
import { CompileLanes, lanesHere } from './lanes.ts';
import type { FromStudy, StudyCall, StudyCalls, StudySite, ToStudy } from './messages.ts';

/** After this long without work the study's compilers, and the memory they take, are let go. In ms. */
const IDLE = 60_000;

interface Job {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
  onRow: (row: never) => void;
}

export class Study {
  /** Compiles the study makes at a time, at most. */
  readonly lanes = lanesHere();
  readonly #generated: string;
  readonly #jobs = new Map<number, Job>();
  readonly #signals = new Map<number, AbortController>();
  #worker: Worker | undefined;
  /** Reads headers; the lanes compile. */
  #reader: Compiler | undefined;
  readonly #lanes: CompileLanes;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  /**
   * @param generated absolute URL of `generated/`, with its slash.
   * @param readerIsServed settled when the reader waits for no compile of their own.
   */
  constructor(generated: string, readerIsServed: () => Promise<void>) {
    this.#generated = generated;
    this.#lanes = new CompileLanes(() => new Compiler({ generated }), this.lanes, readerIsServed);
  }

  /**
   * @throws {RuntimeFailure} `cancelled` when the signal is aborted, else what kept it from an answer.
   * @throws {HeaderEditError} when an edit cannot be made.
   */
  call<Name extends StudyCall>(
    name: Name,
    parameters: StudyCalls[Name]['parameters'],
    site: StudySite,
    {
      signal,
      onRow = () => {},
    }: { signal?: AbortSignal; onRow?: (row: StudyCalls[Name]['row']) => void } = {},
  ): Promise<StudyCalls[Name]['answer']> {
    const id = ++this.#lastId;
    clearTimeout(this.#idle);
    const controller = new AbortController();
    this.#signals.set(id, controller);
    signal?.addEventListener(
      'abort',
      () => {
        controller.abort();
        this.#post({ type: 'cancel', id });
      },
      { once: true },
    );
    return new Promise((resolve, reject) => {
      this.#jobs.set(id, { resolve, reject, onRow } as Job);
      const { catalogue, toolchains } = site;
      this.#post({ type: 'call', id, name, site: { catalogue, toolchains }, parameters } as ToStudy);
    });
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#letGo();
    for (const { reject } of this.#jobs.values()) {
      reject(new RuntimeFailure('cancelled', 'The page was closed.', ''));
    }
    this.#jobs.clear();
  }

  #post(message: ToStudy): void {
    this.#getWorker().postMessage(message);
  }

  #getWorker(): Worker {
    if (!this.#worker) {
      const worker = new Worker(new URL('./study.worker.ts', import.meta.url), {
        type: 'module',
        name: 'study',
      });
      worker.onmessage = ({ data }: MessageEvent<FromStudy>) => this.#receive(data);
      worker.onerror = ({ message }) => this.#crashed(message);
      this.#worker = worker;
      worker.postMessage({ type: 'start', generated: this.#generated } satisfies ToStudy);
    }
    return this.#worker;
  }

  #receive(message: FromStudy): void {
    switch (message.type) {
      case 'ask':
        void this.#answer(message);
        break;
      case 'row':
        this.#jobs.get(message.id)?.onRow(message.row as never);
        break;
      case 'done':
        this.#settle(message.id)?.resolve(message.answer as never);
        break;
      case 'failed':
        this.#settle(message.id)?.reject(errorOf(message.error));
        break;
    }
  }

  async #answer(message: Extract<FromStudy, { type: 'ask' }>): Promise<void> {
    this.#reader ??= new Compiler({ generated: this.#generated });
    const reader = this.#reader;
    const signal = this.#signals.get(message.call)?.signal;
    try {
      const answer =
        message.name === 'compile'
          ? await this.#lanes.compile(message.parameters, signal)
          : message.name === 'readFiles'
            ? await reader.readFiles(message.parameters.stack, message.parameters.paths)
            : message.name === 'digests'
              ? await reader.digests(message.parameters.stack, message.parameters.paths)
              : await reader.listFiles(message.parameters);
      this.#post({ type: 'answer', ask: message.ask, answer });
    } catch (error) {
      this.#post({ type: 'refusal', ask: message.ask, error: sentError(error, 'The compiler') });
    }
  }

  #settle(id: number): Job | undefined {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    this.#signals.delete(id);
    if (this.#jobs.size === 0) {
      this.#idle = setTimeout(() => this.#letGo(), IDLE);
    }
    return job;
  }

  #letGo(): void {
    this.#lanes.close();
    this.#reader?.close();
    this.#reader = undefined;
  }

  #crashed(why: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const { reject } of jobs) {
      reject(
        new RuntimeFailure(
          'crash',
          `The study of headers stopped: ${why || 'no reason given'}.`,
          'Try again.',
        ),
      );
    }
  }
}
