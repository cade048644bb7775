import { expect, test } from '@playwright/test';
import { asInReportersTree, postedOutput, withoutLeadingBlanks } from '../../founding/case.ts';
import { banner, copiedOutput, openFounding, stop } from './story.ts';

test.describe('The founding case', () => {
  test('opens on QEMU’s pci-quirks.c failing with GCC 8.3.1 as the report of 2021 says, byte for byte', async ({
    page,
  }) => {
    await openFounding(page);
    await expect(banner(page)).toContainText('GCC 8.3.1');
    await expect(stop(page, 'nvlink2 removed')).toBeChecked();
    const output = await copiedOutput(page);
    expect(withoutLeadingBlanks(asInReportersTree(output)).trimEnd()).toBe(postedOutput.trimEnd());
  });

  test('compiles without a word at 5.10 and at nvlink2 reserved', async ({ page }) => {
    await openFounding(page);
    for (const title of ['nvlink2 reserved', '5.10']) {
      await stop(page, title.startsWith('n') ? title : `Linux ${title}`).click();
      await expect(banner(page)).toContainText('Compiles');
      await expect(banner(page)).toContainText('exit 0');
      await page.getByRole('tab', { name: 'Output' }).click();
      await expect(page.getByText('The compiler ran, exited 0 and wrote nothing.')).toBeVisible();
    }
  });

  test('marks every stop of the timeline: ✓ ✗8 ✓ ✓ ✓ ✓ ✓', async ({ page }) => {
    await openFounding(page);
    const marks = page.getByRole('radiogroup').getByRole('radio');
    await expect(marks).toHaveCount(7);
    const expected = ['compiles', 'breaks', 'compiles', 'compiles', 'compiles', 'compiles', 'compiles'];
    for (const [place, mark] of expected.entries()) {
      await expect(marks.nth(place)).toHaveAttribute('data-mark', mark, { timeout: 60_000 });
    }
    await expect(marks.nth(1)).toHaveAccessibleName('nvlink2 removed: 8 errors');
  });

  test('Clang names the same six declarations at the same places', async ({ page }) => {
    await openFounding(page);
    await page.getByRole('combobox', { name: /Toolchain/ }).click();
    await page.getByRole('option', { name: /Clang 22/ }).click();
    await expect(banner(page)).toContainText('Clang 22', { timeout: 90_000 });
    await expect(banner(page)).toContainText('11 errors');
    const output = await copiedOutput(page);
    for (const name of [
      'VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM',
      'VFIO_REGION_INFO_CAP_NVLINK2_SSATGT',
      'VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD',
      'VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD',
      'struct vfio_region_info_cap_nvlink2_ssatgt',
      'struct vfio_region_info_cap_nvlink2_lnkspd',
    ]) {
      expect(output).toContain(`'${name}'`);
    }
  });

  test('a click on an error goes to its line in the editor', async ({ page }) => {
    await openFounding(page);
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page
      .getByRole('button', { name: /NVLINK2_LNKSPD/ })
      .first()
      .click();
    await expect(
      page
        .locator('.monaco-editor .view-line')
        .filter({ hasText: 'VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD' })
        .first(),
    ).toBeVisible();
  });

  test('what the reader typed survives a reload', async ({ page }) => {
    await openFounding(page);
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('int typed_by_the_reader = undeclared_by_the_reader;\n');
    await expect(banner(page)).toContainText('9 errors');
    await page.waitForTimeout(500);
    await page.reload();
    await expect(banner(page)).toContainText('9 errors', { timeout: 60_000 });
    await expect(
      page.locator('.monaco-editor .view-line').filter({ hasText: 'undeclared_by_the_reader' }),
    ).toBeVisible();
  });
});
