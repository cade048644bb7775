/** The compiler's worker: a thin door to `CompilerService`. Nothing here blocks or burdens the page's thread. */
import { RuntimeFailure } from './failure.ts';
import type { CallName, Calls, FromWorker, ToWorker } from './messages.ts';
import { sentError } from './sent-error.ts';
import { CompilerService, type Hooks } from './service.ts';
import { browserMachine } from './wasi/browser.ts';
import { httpFetcher } from './wasi/http.ts';
import { endThreads, watchThreads } from './wasi/threads.ts';

type Call = Extract<ToWorker, { type: 'call' }>;

let service: CompilerService | undefined;
/** Compiles wait for one another; reading files does not. */
let queue: Promise<unknown> = Promise.resolve();
/** Of the calls that are not answered yet. */
const controllers = new Map<number, AbortController>();

watchThreads();

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start':
      service = new CompilerService({
        fetcher: httpFetcher(data.generated),
        machine: () => browserMachine(data.generated),
      });
      if (self.crossOriginIsolated) service.begin();
      break;
    case 'end':
      endThreads();
      break;
    case 'forget':
      controllers.get(data.id)?.abort(cancelled);
      break;
    case 'call':
      controllers.set(data.id, new AbortController());
      if (data.name === 'compile' || data.name === 'warmUp') queue = queue.then(() => answer(data));
      else void answer(data);
      break;
  }
};

async function answer(call: Call): Promise<void> {
  const { id } = call;
  const { signal } = controllers.get(id)!;
  const hooks: Hooks = {
    onProgress: throttled((progress) => send({ type: 'progress', id, progress })),
    onRunning: () => send({ type: 'running', id }),
    signal,
  };
  try {
    signal.throwIfAborted();
    send({ type: 'done', id, answer: await perform(call, hooks) });
  } catch (error) {
    send({ type: 'failed', id, error: sentError(error, 'The compiler’s worker') });
  } finally {
    controllers.delete(id);
  }
}

async function perform(call: Call, hooks: Hooks): Promise<Calls[CallName]['answer']> {
  if (!service) throw new Error('the worker was not started');
  switch (call.name) {
    case 'compile':
      return service.compile(call.parameters, hooks);
    case 'warmUp':
      await service.compile(call.parameters, hooks);
      return undefined;
    case 'readFiles':
      return service.readFiles(call.parameters.stack, call.parameters.paths);
    case 'digests':
      return service.digests(call.parameters.stack, call.parameters.paths);
    case 'listFiles':
      return service.listFiles(call.parameters.stack);
  }
}

const cancelled = new RuntimeFailure('cancelled', 'The compile was cancelled.', '');

/** Bytes come in thousands of pieces; the page needs to hear of ten a second, and of every new step. */
function throttled(tell: NonNullable<Hooks['onProgress']>): NonNullable<Hooks['onProgress']> {
  let last = 0;
  let lastWhat = '';
  return (progress) => {
    const now = performance.now();
    const what = `${progress.step} ${progress.what}`;
    if (what === lastWhat && now - last < 100 && progress.loaded !== progress.total) return;
    last = now;
    lastWhat = what;
    tell(progress);
  };
}

function send(message: FromWorker): void {
  self.postMessage(message);
}
