/**
 * What the runtime's own worker script is started in: a guest can be told from outside to end itself at the next call
 * it makes of its system. A patch of a global, so only in workers of our own, against a pinned SDK.
 */

/** The first message a thread gets. */
export interface ThreadStart {
  /** URL of the runtime's own worker script. */
  script: string;
  /** One number, shared: other than 0 once the guest is to end. */
  told: SharedArrayBuffer;
}

/** What came for the runtime before its script was there. */
const early: unknown[] = [];
let started = false;

function hold(event: MessageEvent): void {
  event.stopImmediatePropagation();
  if (started) early.push(event.data);
  else {
    started = true;
    // Uncaught, it reaches the worker above as this one's error; a rejection would leave it waiting for ever.
    start(event.data as ThreadStart).catch((error: unknown) => reportError(error));
  }
}
self.addEventListener('message', hold);

async function start({ script, told }: ThreadStart): Promise<void> {
  endable(new Int32Array(told));
  await import(/* @vite-ignore */ script);
  self.removeEventListener('message', hold);
  for (const data of early) self.dispatchEvent(new MessageEvent('message', { data }));
}

/** From now on the WASI calls of every guest look first whether it is to go on. */
function endable(told: Int32Array): void {
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, [module, imports]: [WebAssembly.Module, WebAssembly.Imports | undefined]) {
      const wasi = imports?.wasi_snapshot_preview1;
      if (!wasi) return Reflect.construct(target, [module, imports], target);
      const wrapped = Object.entries(wasi).map(([name, value]) => {
        if (typeof value !== 'function') return [name, value] as const;
        const checked = (...parameters: unknown[]): unknown => {
          if (Atomics.load(told, 0) !== 0) throw new Error('the guest was told to end');
          return value(...parameters);
        };
        return [name, checked] as const;
      });
      const all = { ...imports, wasi_snapshot_preview1: Object.fromEntries(wrapped) };
      return Reflect.construct(target, [module, all], target);
    },
  });
}
