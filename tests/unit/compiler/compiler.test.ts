import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CompileRequest, Compiler, RuntimeFailure, type Verdict } from '../../../src/compiler/index.ts';
import type { FromWorker, ToWorker } from '../../../src/compiler/messages.ts';
import { CommandLineError } from '../../../src/repro/index.ts';

const REQUEST: CompileRequest = {
  toolchain: 'gcc-8.3.1',
  headers: [],
  files: [],
  command: 'gcc a.c',
  directory: '/',
};
const VERDICT = { exitCode: 0 } as Verdict;

/** A worker that does what the test says. */
class FakeWorker {
  onmessage: ((event: { data: FromWorker }) => void) | undefined;
  onerror: ((event: { message: string }) => void) | undefined;
  readonly got: ToWorker[] = [];
  ended = false;
  postMessage(message: ToWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: FromWorker): void {
    if (!this.ended) this.onmessage?.({ data });
  }
  /** That it is to end its threads. */
  get told(): boolean {
    return this.got.some(({ type }) => type === 'end');
  }
  get calls(): number[] {
    return this.got.flatMap((message) => (message.type === 'call' ? [message.id] : []));
  }
}

function makeCompiler(): Compiler {
  return new Compiler({
    generated: 'http://here/generated/',
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  });
}

let workers: FakeWorker[];
let compiler: Compiler;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('crossOriginIsolated', true);
  workers = [];
  compiler = makeCompiler();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'a verdict',
    (error: unknown) => (error instanceof RuntimeFailure ? error.kind : String(error)),
  );

describe('the page’s compiler', () => {
  it('passes verdicts and progress on', async () => {
    const onProgress = vi.fn();
    const verdict = compiler.compile(REQUEST, { onProgress });
    const [id] = workers[0]!.calls;
    workers[0]!.say({ type: 'progress', id: id!, progress: { step: 'fetching', what: 'GCC' } });
    workers[0]!.say({ type: 'done', id: id!, answer: VERDICT });
    expect(await verdict).toBe(VERDICT);
    expect(onProgress).toHaveBeenCalledWith({ step: 'fetching', what: 'GCC' });
  });

  it('passes failures and unusable command lines on as what they were', async () => {
    const first = kindOf(compiler.compile(REQUEST));
    const second = compiler.compile(REQUEST);
    const worker = workers[0]!;
    const [one, two] = worker.calls;
    worker.say({ type: 'failed', id: one!, error: { kind: 'trap', message: 'm', advice: 'a' } });
    worker.say({ type: 'failed', id: two!, error: { kind: 'command-line', message: 'm', advice: 'a' } });
    expect(await first).toBe('trap');
    await expect(second).rejects.toThrow(CommandLineError);
  });

  it('takes a new worker after one whose self-test never ended, and hands it what waits', async () => {
    const first = kindOf(compiler.compile(REQUEST));
    const second = compiler.compile(REQUEST);
    const [one, two] = workers[0]!.calls;
    workers[0]!.say({ type: 'failed', id: one!, error: { kind: 'time-out', message: 'm', advice: 'a' } });
    expect(await first).toBe('time-out');
    expect(workers[0]!.told).toBe(true);
    expect(workers[1]!.calls).toEqual([two]);
    workers[1]!.say({ type: 'done', id: two!, answer: VERDICT });
    expect(await second).toBe(VERDICT);
  });

  it('runs nothing on a page that is not isolated, where every command would seem to succeed', async () => {
    vi.stubGlobal('crossOriginIsolated', false);
    workers = [];
    compiler = makeCompiler();
    expect(await kindOf(compiler.compile(REQUEST))).toBe('not-isolated');
    expect(await kindOf(compiler.warmUp(REQUEST))).toBe('not-isolated');
    expect(workers).toEqual([]);
  });

  it('stops a compile that takes too long by ending its worker, and hands the next ones to a new one', async () => {
    const endless = kindOf(compiler.compile(REQUEST, { timeoutMs: 1000 }));
    const next = compiler.compile(REQUEST);
    const [one, two] = workers[0]!.calls;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers[0]!.ended).toBe(false);
    workers[0]!.say({ type: 'running', id: one! });
    await vi.advanceTimersByTimeAsync(1001);
    expect(await endless).toBe('time-out');
    expect(workers[0]!.told).toBe(true);
    expect(workers[1]!.calls).toEqual([two]);
    workers[1]!.say({ type: 'done', id: two!, answer: VERDICT });
    expect(await next).toBe(VERDICT);
  });

  it('when cancelled answers at once, and ends the worker unless the compile ends by itself', async () => {
    const abort = new AbortController();
    const cancelled = kindOf(compiler.compile(REQUEST, { signal: abort.signal }));
    const [id] = workers[0]!.calls;
    workers[0]!.say({ type: 'running', id: id! });
    abort.abort();
    expect(await cancelled).toBe('cancelled');
    expect(workers[0]!.ended).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    expect(workers[0]!.told).toBe(true);
    expect(workers[0]!.ended).toBe(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(workers[0]!.ended).toBe(true);
  });

  it('keeps its worker when a cancelled compile ends soon', async () => {
    const abort = new AbortController();
    const cancelled = kindOf(compiler.compile(REQUEST, { signal: abort.signal }));
    const [id] = workers[0]!.calls;
    workers[0]!.say({ type: 'running', id: id! });
    abort.abort();
    workers[0]!.say({ type: 'done', id: id!, answer: VERDICT });
    expect(await cancelled).toBe('cancelled');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(workers[0]!.told).toBe(false);
    expect(workers[0]!.ended).toBe(false);
  });

  it('tells the worker to skip a compile cancelled before its turn', async () => {
    const abort = new AbortController();
    const cancelled = kindOf(compiler.compile(REQUEST, { signal: abort.signal }));
    abort.abort();
    expect(await cancelled).toBe('cancelled');
    expect(workers[0]!.got.at(-1)).toEqual({ type: 'forget', id: workers[0]!.calls[0] });
    expect(await kindOf(compiler.compile(REQUEST, { signal: abort.signal }))).toBe('cancelled');
    expect(workers[0]!.calls.length).toBe(1);
  });

  it('ends a compile that begins to run only after it was cancelled', async () => {
    const abort = new AbortController();
    const cancelled = kindOf(compiler.compile(REQUEST, { signal: abort.signal }));
    const [id] = workers[0]!.calls;
    abort.abort();
    expect(await cancelled).toBe('cancelled');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers[0]!.told).toBe(false);
    workers[0]!.say({ type: 'running', id: id! });
    await vi.advanceTimersByTimeAsync(600);
    expect(workers[0]!.told).toBe(true);
    expect(workers.length).toBe(2);
  });

  it('says so when the worker crashes, and starts a new one for the next call', async () => {
    const crashed = kindOf(compiler.compile(REQUEST));
    workers[0]!.onerror?.({ message: 'gone' });
    expect(await crashed).toBe('crash');
    void compiler.compile(REQUEST).catch(() => {});
    expect(workers.length).toBe(2);
    compiler.close();
    expect(workers[1]!.told).toBe(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(workers[1]!.ended).toBe(true);
  });
});
