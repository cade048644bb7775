import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { fragmentOf, ownRepro } from './links.ts';
import { banner, openFounding, stop } from './story.ts';

/** The editor is another project's; what stands around it is ours. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}

/** What nobody saw: the opened repro differs. */
const somethingElse = { exitCode: 0, output: '0'.repeat(32), diagnostics: [], text: '' };

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('every view of the verdict is accessible', async ({ page }) => {
      await openFounding(page);
      for (const name of ['Output', 'Problems', 'Why', 'Headers', 'Impact', 'Matrix', 'Beside', 'Command']) {
        await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
        await expectAccessible(page);
      }
      await page.getByRole('button', { name: /^Consumer:/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page);
    });

    test('sharing, logs and opened repros are accessible', async ({ page }) => {
      await page.goto(`/${await fragmentOf({ ...ownRepro, expect: somethingElse })}`);
      const strip = page.getByRole('complementary', { name: 'Opened repro' });
      await expect(strip).toContainText('Reproduced, with differences', { timeout: 60_000 });
      await strip.getByRole('button', { name: 'Show the differences' }).click();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Share' }).click();
      const share = page.getByRole('dialog', { name: 'Share this experiment' });
      for (const name of ['Link', 'Embed', 'Export']) {
        await share.getByRole('tab', { name }).click();
        await expectAccessible(page);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Consumer:/ }).click();
      await page.getByRole('menuitem', { name: /From a build log/ }).click();
      const log = page.getByRole('dialog', { name: 'From a build log' });
      await log.getByRole('textbox').fill('gcc -c a.c\na.c:1:5: error: unknown type name ‘u’\n');
      await expect(log.getByRole('radio')).toBeVisible();
      await expectAccessible(page);
    });

    test('lessons are accessible, covered and done, wide and narrow', async ({ page }) => {
      await page.goto('/#lesson=eight-errors');
      const lesson = page.getByRole('region', { name: 'Lesson', exact: true });
      await expect(lesson.getByRole('heading', { level: 3 })).toBeVisible({ timeout: 60_000 });
      await expect(banner(page)).toContainText('Compiles with', { timeout: 60_000 });
      await expectAccessible(page);
      await lesson.getByRole('button', { name: 'Next' }).click();
      await lesson.getByRole('button', { name: /It compiles, with a warning/ }).click();
      await expect(lesson.getByText(/A warning is about something/)).toBeVisible({ timeout: 60_000 });
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      await lesson.getByRole('button', { name: /It does not compile/ }).click();
      await expect(lesson).toContainText('That is right.', { timeout: 60_000 });
      await expectAccessible(page);
      await page.setViewportSize({ width: 1440, height: 900 });
      await lesson.getByRole('button', { name: 'Share this lesson' }).click();
      await expect(page.getByRole('dialog', { name: 'This lesson' })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Lessons' }).click();
      await expect(page.getByRole('button', { name: /Eight errors/ }).first()).toBeVisible();
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

test('with the keyboard alone an experiment is shared, opened and verified', async ({ page }) => {
  await openFounding(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const share = page.getByRole('button', { name: 'Share' });
  await share.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Share this experiment' });
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#r1\./);
  await expect(dialog.locator(':focus')).toHaveCount(1);
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (
      await dialog
        .getByRole('button', { name: 'Copy link' })
        .evaluate((button) => button === document.activeElement)
    )
      break;
  }
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status').filter({ hasText: 'Link copied' })).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(share).toBeFocused();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('complementary', { name: 'Opened repro' }).getByRole('status')).toContainText(
    'Reproduced exactly',
    { timeout: 60_000 },
  );
});
