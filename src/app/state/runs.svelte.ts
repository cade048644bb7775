/**
 * Compiles one at a time: what the reader waits for first, then, while nothing else is to do, the other stops.
 * Keeps what came of each request for as long as the page lives.
 */
import { SvelteMap } from 'svelte/reactivity';
import { type CompileRequest, type Compiler, type Progress, RuntimeFailure } from '../../compiler/index.ts';
import { HeaderEditError } from '../../headers/index.ts';
import { CommandLineError } from '../../repro/index.ts';
import type { Compilations } from '../../study/index.ts';
import { type Outcome, verdictOutcome } from './outcome.ts';
import { requestKey } from './stack.ts';

/** Bytes of output, and number of outcomes, kept before the oldest are let go. */
const MAX_BYTES = 64e6;
const MAX_OUTCOMES = 400;
/** Pause between the reader's compile and the first one made in advance, in ms. */
const IDLE = 250;

interface Run {
  key: string;
  controller: AbortController;
  foreground: boolean;
}

export class Runs {
  readonly outcomes = new SvelteMap<string, Outcome>();
  /** Key of what is being compiled, for the reader or in advance. */
  runningKey: string | undefined = $state();
  #busy = $state(false);
  #served: (() => void)[] = [];
  progress: Progress | undefined = $state.raw();

  /** Settled when the first compile of this page has come to an end, whichever. */
  readonly firstEnd: Promise<void>;
  #ended: () => void = () => {};

  #run: Run | undefined;
  #ahead: () => CompileRequest[] = () => [];
  #idle: ReturnType<typeof setTimeout> | undefined;
  #bytes = 0;

  /** @param kept what was compiled in advance, here or at earlier visits. */
  constructor(
    readonly compiler: Pick<Compiler, 'compile' | 'close'>,
    readonly kept?: Pick<Compilations, 'known' | 'keep'>,
  ) {
    this.firstEnd = new Promise((resolve) => {
      this.#ended = resolve;
    });
  }

  /**
   * Compiles for the reader; `ahead` gives what is worth compiling afterwards, most wanted first. A stored
   * verdict is taken as it is; a failure is tried again.
   */
  async compile(request: CompileRequest, ahead: () => CompileRequest[], timeoutMs?: number): Promise<void> {
    const key = requestKey(request);
    this.#ahead = ahead;
    clearTimeout(this.#idle);
    if (this.outcomes.get(key)?.kind === 'verdict') {
      this.#stopRun();
      this.#later();
      return;
    }
    if (this.#run?.key === key && timeoutMs === undefined) {
      // Already being compiled in advance: it has become what the reader waits for.
      this.#run.foreground = true;
      this.busy = true;
      return;
    }
    this.#stopRun();
    this.outcomes.delete(key);
    await this.#start(request, key, true, timeoutMs);
  }

  /** True while the reader waits. */
  get busy(): boolean {
    return this.#busy;
  }

  set busy(busy: boolean) {
    this.#busy = busy;
    if (!busy) for (const tell of this.#served.splice(0)) tell();
  }

  /** Settled when the reader waits for nothing. */
  async served(): Promise<void> {
    while (this.#busy) await new Promise<void>((resolve) => this.#served.push(resolve));
  }

  /** The reader is at work: nothing more is compiled in advance until their next compile. */
  hush(): void {
    clearTimeout(this.#idle);
    this.#ahead = () => [];
  }

  cancel(): void {
    this.hush();
    this.#run?.controller.abort();
  }

  /** Forgets failures and the worker, so that what has been built since can be found. */
  renew(): void {
    this.#stopRun();
    for (const [key, outcome] of this.outcomes) if (outcome.kind !== 'verdict') this.outcomes.delete(key);
    this.compiler.close();
  }

  #stopRun(): void {
    const run = this.#run;
    if (!run) return;
    // Its end must no longer touch the state of the one that follows.
    this.#run = undefined;
    this.runningKey = undefined;
    this.busy = false;
    this.progress = undefined;
    run.controller.abort();
  }

  async #start(request: CompileRequest, key: string, foreground: boolean, timeoutMs?: number): Promise<void> {
    const run: Run = { key, controller: new AbortController(), foreground };
    this.#run = run;
    this.runningKey = key;
    this.busy = foreground;
    this.progress = undefined;
    let outcome: Outcome;
    try {
      // What the reader asks for is compiled; only what is made in advance may be known already.
      const known = foreground ? undefined : await this.kept?.known(request).catch(() => undefined);
      if (this.#run !== run) return;
      const compiled =
        known ??
        (await this.compiler.compile(request, {
          signal: run.controller.signal,
          ...(timeoutMs === undefined ? {} : { timeoutMs }),
          onProgress: (progress) => {
            if (this.#run === run) this.progress = progress;
          },
        }));
      if (!known) void this.kept?.keep(request, compiled).catch(() => {});
      outcome = await verdictOutcome(compiled);
    } catch (error) {
      outcome = failureOutcome(error);
    }
    // A superseded run's verdict is still true of its request; its failure says nothing.
    if (this.#run !== run && outcome.kind !== 'verdict') return;
    this.#keep(key, outcome);
    this.#ended();
    if (this.#run !== run) return;
    this.#run = undefined;
    this.runningKey = undefined;
    this.busy = false;
    this.progress = undefined;
    if (outcome.kind === 'failure') this.hush();
    else this.#later();
  }

  #later(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#run) return;
      const next = this.#ahead()
        .map((request) => ({ request, key: requestKey(request) }))
        .find(({ key }) => !this.outcomes.has(key));
      if (next) void this.#start(next.request, next.key, false);
    }, IDLE);
  }

  #keep(key: string, outcome: Outcome): void {
    this.outcomes.delete(key);
    this.outcomes.set(key, outcome);
    this.#bytes += size(outcome);
    for (const [oldKey, old] of this.outcomes) {
      if (this.outcomes.size <= MAX_OUTCOMES && this.#bytes <= MAX_BYTES) break;
      if (oldKey === key) break;
      this.outcomes.delete(oldKey);
      this.#bytes -= size(old);
    }
  }
}

function size(outcome: Outcome): number {
  if (outcome.kind !== 'verdict') return 0;
  return outcome.verdict.stdout.length + 2 * outcome.verdict.stderr.length;
}

function failureOutcome(error: unknown): Outcome {
  if (error instanceof CommandLineError || error instanceof HeaderEditError) {
    return { kind: 'refused', error };
  }
  if (error instanceof RuntimeFailure) return { kind: 'failure', failure: error };
  const message = error instanceof Error ? error.message : String(error);
  const failure = new RuntimeFailure(
    'crash',
    `Something went wrong in this page: ${message}`,
    'Compile again. If it comes back, reload the page; your work is kept.',
    { cause: error },
  );
  return { kind: 'failure', failure };
}
