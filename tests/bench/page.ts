/** What a newcomer waits for: the whole page, from navigation to the first verdict, in a browser of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { browserArguments } from '../../src/setup/browser.ts';

export interface Visit {
  /** Navigation to the first verdict on the banner, ms. */
  firstVerdict: number;
  /** Bytes on the wire until then. */
  bytes: number;
  /** Longest task of the main thread until then, ms; 0 when none reached 50 ms. */
  longestTask: number;
  /** Selecting another stop to its verdict on the banner, ms. */
  nextStop: number;
  /** Bytes on the wire for that stop. */
  nextStopBytes: number;
  /** Of the whole page with its workers when all stops are compiled, bytes; undefined where the browser is silent. */
  memory: number | undefined;
}

/** First and later visits with one profile: the later ones find the browser's caches filled. */
export async function visits(executablePath: string, address: string, count: number): Promise<Visit[]> {
  const profile = mkdtempSync(join(tmpdir(), 'undeclared-bench-'));
  const results: Visit[] = [];
  for (let visit = 0; visit < count; visit++) {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: browserArguments,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    let bytes = 0;
    client.on('Network.loadingFinished', (event) => {
      bytes += event.encodedDataLength;
    });
    await page.addInitScript(() => {
      const seen: { verdict?: number; longest: number } = { longest: 0 };
      Object.assign(globalThis, { benchSeen: seen });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries())
          if (seen.verdict === undefined) seen.longest = Math.max(seen.longest, duration);
      }).observe({ type: 'longtask', buffered: true });
      new MutationObserver(() => {
        if (document.querySelector('.banner:is(.breaks, .compiles)')) seen.verdict ??= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
    });
    await page.goto(address);
    const banner = page.getByRole('region', { name: 'Verdict', exact: true });
    await page.locator('.banner.breaks').waitFor({ timeout: 30_000 });
    const seen = await page.evaluate(
      () => (globalThis as unknown as { benchSeen: { verdict: number; longest: number } }).benchSeen,
    );
    const workerBytes = (): Promise<number> => fetchedByWorkers(page);
    const first = bytes + (await workerBytes());
    const begun = performance.now();
    await page.getByRole('radio', { name: /^Linux 6\.1:/ }).click();
    await banner.getByText(/^Compiles/).waitFor();
    const nextStop = performance.now() - begun;
    // While a guest runs, what it has reserved counts as used: wait until every stop has its verdict.
    await page.waitForFunction(
      () => !document.querySelector('[role="radio"]:is([data-mark="unknown"], [data-mark="compiling"])'),
    );
    await page.waitForTimeout(2000);
    const memory = await page.evaluate(async () => {
      const measure = (
        performance as unknown as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> }
      ).measureUserAgentSpecificMemory;
      return measure ? (await measure.call(performance)).bytes : undefined;
    });
    results.push({
      firstVerdict: seen.verdict,
      bytes: first,
      longestTask: seen.longest,
      nextStop,
      nextStopBytes: bytes + (await workerBytes()) - first,
      memory,
    });
    // The page keeps what it was left at; every visit is to begin at the same stop.
    await page.getByRole('radio', { name: /^nvlink2 removed:/ }).click();
    await page.locator('.banner.breaks').waitFor();
    await page.waitForTimeout(1000);
    await context.close();
  }
  rmSync(profile, { recursive: true, force: true });
  return results;
}

/** Bytes the page's dedicated workers fetched themselves. */
async function fetchedByWorkers(page: import('playwright').Page): Promise<number> {
  let sum = 0;
  for (const worker of page.workers()) {
    sum += await worker
      .evaluate(() =>
        performance
          .getEntriesByType('resource')
          .reduce((total, entry) => total + (entry as PerformanceResourceTiming).transferSize, 0),
      )
      .catch(() => 0);
  }
  return sum;
}
