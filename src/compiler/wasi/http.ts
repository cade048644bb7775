/** Built files over HTTP. */
import { sha256 } from '../../headers/index.ts';
import type { ModuleRef } from '../manifest.ts';
import { type Fetcher, type FetchOptions, NotThere } from './fetcher.ts';
import type { CompilerModule } from './module.ts';
import { moduleCorrupt, moduleMissing } from './module-failures.ts';

/** @param generated absolute URL of `generated/`, with its slash. */
export function httpFetcher(generated: string): Fetcher {
  const locate = (path: string) => new URL(path, generated).href;

  const get = async (path: string, signal?: AbortSignal): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(locate(path), signal ? { signal } : {});
    } catch (cause) {
      throw new NotThere('the server could not be reached', { cause });
    }
    if (!response.ok) throw new NotThere(`the server answered ${response.status}`);
    // A host that answers every unknown path with its start page.
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      throw new NotThere('the server answered with a page');
    }
    return response;
  };

  const bytes = async (path: string, options: FetchOptions): Promise<Uint8Array> => {
    const response = await get(path, options.signal);
    return readAll(response, options.onBytes);
  };

  return {
    json: async (path) => (await get(path)).json(),
    bytes,
    module: async (path, ref, options) => {
      const url = locate(path);
      const again = async () => {
        const content = await bytes(path, { what: options.what });
        if ((await sha256(content)) !== ref.sha256)
          throw moduleCorrupt(options.what, 'it is not the file named');
        return content;
      };
      return (await cached(url, ref, again)) ?? (await fresh(path, url, ref, options, bytes, again));
    },
  };
}

/**
 * The module, if this browser has it already. Compiled from the cached response itself, V8 takes up the machine
 * code it kept from earlier visits. Its digest was checked when it first came (see `fresh`).
 */
async function cached(
  url: string,
  ref: ModuleRef,
  bytes: () => Promise<Uint8Array>,
): Promise<CompilerModule | undefined> {
  try {
    const response = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' });
    if (!response.ok || response.headers.get('content-type') !== 'application/wasm') return undefined;
    return { sha256: ref.sha256, compiled: await WebAssembly.compileStreaming(response), bytes };
  } catch {
    return undefined;
  }
}

/**
 * The module from the network: read once with progress and checked against its digest, then compiled from the
 * cache, where the browser has just put it. Compiling it while it comes would hide the digest check and the
 * progress, and a response that passes through our hands is one V8 keeps no code for.
 */
async function fresh(
  path: string,
  url: string,
  ref: ModuleRef,
  options: FetchOptions,
  get: Fetcher['bytes'],
  again: () => Promise<Uint8Array>,
): Promise<CompilerModule> {
  let content: Uint8Array;
  try {
    content = await get(path, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw moduleMissing(options.what, error instanceof Error ? error.message : String(error));
  }
  if (content.length !== ref.size) {
    throw moduleCorrupt(options.what, `${content.length} bytes came instead of ${ref.size}`);
  }
  if ((await sha256(content)) !== ref.sha256) throw moduleCorrupt(options.what, 'its digest is wrong');
  const streamed = await cached(url, ref, again);
  if (streamed) return streamed;
  try {
    const compiled = await WebAssembly.compile(content as Uint8Array<ArrayBuffer>);
    return { sha256: ref.sha256, compiled, bytes: again };
  } catch (cause) {
    throw moduleCorrupt(options.what, 'it does not compile', cause);
  }
}

async function readAll(response: Response, onBytes?: (loaded: number) => void): Promise<Uint8Array> {
  if (!onBytes || !response.body) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  try {
    for await (const chunk of response.body) {
      chunks.push(chunk);
      loaded += chunk.length;
      onBytes(loaded);
    }
  } catch (cause) {
    throw new NotThere('the connection broke', { cause });
  }
  const all = new Uint8Array(loaded);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}
