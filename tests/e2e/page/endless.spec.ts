import { expect, test } from '@playwright/test';
import { expectIdle } from '../idle.ts';
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
