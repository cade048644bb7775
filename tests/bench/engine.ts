/** The compiler alone in Chromium, beside native ones on the same tree: warm compiles and switches between stops. */
import { cpSync } from 'node:fs';
import { chromium } from 'playwright';
import type { CompileRequest } from '../../src/compiler/index.ts';
import { browserArguments } from '../../src/setup/browser.ts';
import { generatedDirectory } from '../../src/setup/generated.ts';
import { serveSite } from '../e2e/compiler/harness.ts';
import type { PageApi } from '../e2e/compiler/page/main.ts';

export interface EngineTimes {
  /** From request to verdict of the first compile of all, for which everything is fetched, ms. */
  cold: number;
  /** From request to verdict on the same stack, ms. */
  warm: number[];
  /** From request to verdict on another stack than the last one's, each seen before, ms. */
  switches: number[];
  /** From request to verdict on a stack never seen, its headers already fetched by none, ms. */
  firstOnStack: number[];
}

type Compile = (request: CompileRequest) => Promise<number>;

/**
 * Drives one browser through `rounds` rounds; `beside` is called between two rounds, for what is measured with it.
 * @param at the request for a stop
 */
export async function engineTimes(
  executablePath: string,
  stops: readonly string[],
  at: (stop: string) => CompileRequest,
  rounds: number,
  beside: () => void,
): Promise<EngineTimes> {
  const site = await serveSite(async (generated) =>
    cpSync(generatedDirectory, generated, { recursive: true }),
  );
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => 'api' in globalThis);
    const compile: Compile = async (request) => {
      const outcome = await page.evaluate(
        (one) => (globalThis as unknown as { api: PageApi }).api.compile(one, { timeoutMs: 120_000 }),
        request,
      );
      if (!outcome.verdict) throw new Error(`${request.toolchain}: ${outcome.failure?.message}`);
      return outcome.wall;
    };
    const firstOnStack: number[] = [];
    for (const stop of stops) firstOnStack.push(await compile(at(stop)));
    const last = stops.at(-1)!;
    for (let run = 0; run < 3; run++) await compile(at(last));
    const warm: number[] = [];
    const switches: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await compile(at(last));
      warm.push(await compile(at(last)));
      switches.push(await compile(at(stops[round % (stops.length - 1)]!)));
      beside();
    }
    return { cold: firstOnStack[0]!, warm, switches, firstOnStack: firstOnStack.slice(1) };
  } finally {
    await browser.close();
    site.close();
  }
}
