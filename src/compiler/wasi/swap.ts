/**
 * Puts compiled modules in the place of their stubs, in this thread: `WebAssembly.compile` and
 * `new WebAssembly.Module` answer a stub's bytes with the real module. V8 keeps compiled code only for modules
 * compiled from a streamed response, and the SDK takes bytes; this gives it both. A patch of a global, so it is
 * made only in a worker of our own (or a Node process), against a pinned SDK, and proven by the self-test.
 */

interface Swap {
  stub: Uint8Array;
  module: WebAssembly.Module;
}
const swaps: Swap[] = [];
let installed = false;
let used = 0;

/** From now on compiling `stub` in this thread answers `module`. */
export function swapIn(stub: Uint8Array, module: WebAssembly.Module): void {
  install();
  swaps.push({ stub, module });
}

/** How often a stub has been answered: 0 after a run means that the SDK compiles elsewhere. */
export function timesSwapped(): number {
  return used;
}

function realModule(source: unknown): WebAssembly.Module | undefined {
  if (!(source instanceof Uint8Array || source instanceof ArrayBuffer)) return undefined;
  const swap = swaps.find(
    ({ stub }) => stub.length === source.byteLength && equal(stub, new Uint8Array(source)),
  );
  if (swap) used++;
  return swap?.module;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function install(): void {
  if (installed) return;
  installed = true;
  const compile = WebAssembly.compile;
  WebAssembly.compile = async (source, ...rest) => realModule(source) ?? compile(source, ...rest);
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct: (target, parameters) =>
      realModule(parameters[0]) ?? Reflect.construct(target, parameters, target),
  });
}
