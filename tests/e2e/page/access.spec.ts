import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { banner, openFounding, stop } from './story.ts';

/** The editor is another project's; what stands around it is ours. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('every view of the verdict is accessible', async ({ page }) => {
      await openFounding(page);
      for (const name of ['Output', 'Problems', 'Headers', 'Command']) {
        await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
        await expectAccessible(page);
      }
      await page.getByRole('button', { name: /^Consumer:/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('the timeline is walked with the arrow keys, one stop in the tab order', async ({ page }) => {
  await openFounding(page);
  await stop(page, 'nvlink2 removed').focus();
  await page.keyboard.press('ArrowRight');
  await expect(stop(page, 'nvlink2 reserved')).toBeChecked();
  await expect(stop(page, 'nvlink2 reserved')).toBeFocused();
  await expect(banner(page)).toContainText('Compiles with Linux 5.10, nvlink2 reserved');
  await page.keyboard.press('Home');
  await expect(stop(page, 'Linux 5\\.10')).toBeFocused();
  await page.keyboard.press('End');
  await expect(stop(page, 'Linux 7\\.3')).toBeChecked();
  await expect(page.locator('[role="radio"][tabindex="0"]')).toHaveCount(1);
});

test('a problem is reached and followed with the keyboard alone', async ({ page }) => {
  await openFounding(page);
  await page.getByRole('tab', { name: 'Output' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: /^Problems/ })).toBeFocused();
  const problem = page.getByRole('button', { name: /dereferencing pointer to incomplete type/ }).first();
  await problem.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.monaco-editor').first()).toContainText('cap->tgt');
});

test.describe('On a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('nothing is wider than the screen, and consumer and verdict are one press apart', async ({ page }) => {
    await openFounding(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'Verdict', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Compiler output' })).toBeVisible();
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await page
      .getByRole('button', { name: /NVLINK2_LNKSPD/ })
      .first()
      .click();
    await expect(page.locator('.monaco-editor').first()).toBeVisible();
    await expectAccessible(page);
  });
});
