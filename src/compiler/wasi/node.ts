/** The machine and built files under Node, for the terminal and for tests. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Wasmer } from '@wasmer/sdk/node';
import { type Fetcher, NotThere } from './fetcher.ts';
import { Machine, OUTPUT_LIMIT } from './machine.ts';
import { moduleCorrupt, moduleMissing } from './module-failures.ts';

/** A machine in this process. The SDK keeps worker threads: end the process when done. */
export async function nodeMachine(): Promise<Machine> {
  const wasmer = new Wasmer({ cache: false, outputBytes: OUTPUT_LIMIT, parallelism: 1 });
  await wasmer.ready();
  return new Machine(wasmer);
}

/** @param generated `file:` URL of `generated/`, with its slash. */
export function diskFetcher(generated: URL): Fetcher {
  const bytes = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return new Uint8Array(await readFile(fileURLToPath(new URL(path, generated))));
    } catch (cause) {
      throw new NotThere('there is no such file', { cause });
    }
  };
  return {
    json: async (path) => JSON.parse(new TextDecoder().decode(await bytes(path))),
    bytes,
    module: async (path, ref, { what }) => {
      const content = await bytes(path).catch((error: Error) => {
        throw moduleMissing(what, error.message);
      });
      const digest = createHash('sha256').update(content).digest('hex');
      if (digest !== ref.sha256) throw moduleCorrupt(what, 'its digest is wrong');
      try {
        const compiled = await WebAssembly.compile(content);
        return { sha256: ref.sha256, compiled, bytes: () => bytes(path) };
      } catch (cause) {
        throw moduleCorrupt(what, 'it does not compile', cause);
      }
    },
  };
}
