import { execFileSync } from 'node:child_process';
import { expect, type Page, test } from '@playwright/test';
import { banner, dropFile, openFounding } from './story.ts';

/** Every line names the one before it twice: 2^40 tokens. */
const macroBomb = `#define M0 x +
${Array.from({ length: 40 }, (_, index) => `#define M${index + 1} M${index} M${index}`).join('\n')}
int x, y = M40 0;
`;

/** Two includes of itself at each level: 2^190 files before the depth limit stops the last. */
const includeLoop = `#if __INCLUDE_LEVEL__ < 190
#include __FILE__
#include __FILE__
#endif
`;

/** CPU seconds the browser's processes have used so far. */
function cpuSeconds(): number {
  const rows = execFileSync('ps', ['-eo', 'cputimes=,args=']).toString().split('\n');
  return rows
    .filter((row) => /chrom/.test(row) && /--type=renderer/.test(row))
    .reduce((sum, row) => sum + Number.parseInt(row, 10), 0);
}

async function expectIdle(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
  const before = cpuSeconds();
  await page.waitForTimeout(5000);
  // A burning core would have used five.
  expect(cpuSeconds() - before).toBeLessThan(3);
}

for (const [what, text] of [
  ['a macro bomb', macroBomb],
  ['an include loop', includeLoop],
] as const) {
  test(`cancelling ${what} leaves a working page and no burning core`, async ({ page }) => {
    await openFounding(page);
    await dropFile(page, 'endless.c', text);
    const cancel = page.getByRole('button', { name: /^Cancel/ });
    await expect(cancel).toBeVisible();
    await page.waitForTimeout(2000);
    await cancel.click();
    await expect(banner(page)).toContainText('Cancelled: no verdict');
    await expectIdle(page);
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('int sound;');
    await expect(banner(page)).toContainText('Compiles', { timeout: 60_000 });
  });
}
