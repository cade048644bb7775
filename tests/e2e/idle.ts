/** Whether anything of a page still uses a core. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** CPU ticks (100 a second and core) the renderers of the page's browser use in the next second. */
async function busyTicks(page: Page): Promise<number> {
  const client = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  const ticks = (): number =>
    processInfo
      .filter(({ type }) => type === 'renderer')
      .reduce((sum, { id }) => {
        const [user, system] = readFileSync(`/proc/${id}/stat`, 'utf8')
          .split(') ')[1]!
          .split(' ')
          .slice(11, 13);
        return sum + Number(user) + Number(system);
      }, 0);
  const before = ticks();
  await page.waitForTimeout(1000);
  return ticks() - before;
}

/** The browser goes on optimising code for some seconds; a guest left running would never be done. */
export async function expectIdle(page: Page): Promise<void> {
  await expect.poll(() => busyTicks(page), { timeout: 45_000 }).toBeLessThan(20);
}
