/** The machine in a browser's worker. */
import { RuntimeFailure } from '../failure.ts';
import { Machine, OUTPUT_LIMIT } from './machine.ts';
import { SDK_VERSION } from './sdk.ts';

/**
 * Loads the SDK from `generated/sdk/<version>/`, as its authors built it: bundled, its workers lose their imports
 * and every command fails without a word.
 * @param generated absolute URL of `generated/`, with its slash.
 * @throws {RuntimeFailure} `not-isolated`, `sdk-missing`.
 */
export async function browserMachine(generated: string): Promise<Machine> {
  if (!globalThis.crossOriginIsolated) {
    throw new RuntimeFailure(
      'not-isolated',
      'This page is not cross-origin isolated, so no compiler can run in it.',
      'Reload the page. If that does not help, its host must send the isolation headers.',
    );
  }
  try {
    const entry = new URL(`sdk/${SDK_VERSION}/dist/index.js`, generated).href;
    const { Wasmer } = (await import(/* @vite-ignore */ entry)) as typeof import('@wasmer/sdk/browser');
    const wasmer = new Wasmer({ cache: false, outputBytes: OUTPUT_LIMIT, parallelism: 1 });
    await wasmer.ready();
    return new Machine(wasmer);
  } catch (cause) {
    throw new RuntimeFailure(
      'sdk-missing',
      'The WebAssembly runtime could not be loaded.',
      'Reload the page. If it comes back, the site is incomplete: generated/sdk is missing.',
      { cause },
    );
  }
}
