import { expect, type Page, test } from '@playwright/test';
import { banner, openFounding, stop } from './story.ts';

const names = [
  'VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM',
  'VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD',
  'VFIO_REGION_INFO_CAP_NVLINK2_SSATGT',
  'VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD',
  'struct vfio_region_info_cap_nvlink2_ssatgt',
  'struct vfio_region_info_cap_nvlink2_lnkspd',
];

const why = (page: Page) => page.getByRole('region', { name: 'Why it does not compile' });

test('Why names the six declarations with the edit that removed each; putting them back is enough', async ({
  page,
}) => {
  await openFounding(page);
  await page.getByRole('tab', { name: 'Why' }).click();
  await expect(why(page)).toContainText('6 names of the headers explain 8 errors.', { timeout: 60_000 });
  for (const name of names) {
    await expect(why(page)).toContainText(
      new RegExp(
        `${name}, declared in <linux/vfio.h> .*, was removed in “nvlink2 removed”, by the edit that removed it`,
      ),
    );
  }
  await why(page).getByRole('button', { name: 'Find the smallest set' }).click();
  await expect(why(page)).toContainText('Yes. With 6 names put back', { timeout: 60_000 });
  await expect(why(page).getByRole('listitem')).toHaveCount(6);
  const patch = await why(page).getByRole('textbox', { name: 'Patch for the header' }).inputValue();
  expect(patch).toContain('+++ b/include/uapi/linux/vfio.h');
  await why(page).getByRole('button', { name: 'Make these edits' }).click();
  await expect(banner(page)).toContainText('Compiles');
});

test('a header edit by name recompiles, can be switched off, and taken back', async ({ page }) => {
  await openFounding(page);
  await stop(page, 'Linux 5\\.10').click();
  await expect(banner(page)).toContainText('Compiles');
  await page.getByRole('tab', { name: 'Headers' }).click();
  const edits = page.getByRole('region', { name: 'Change the headers' });
  await edits.getByRole('combobox').fill('VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD');
  await edits.getByRole('button', { name: 'Remove' }).click();
  await expect(banner(page)).toContainText('1 error');
  await edits.getByRole('checkbox').uncheck();
  await expect(banner(page)).toContainText('Compiles');
  await edits.getByRole('checkbox').check();
  await expect(banner(page)).toContainText('1 error');
  await edits.getByRole('button', { name: 'Take it back' }).click();
  await expect(banner(page)).toContainText('Compiles');
});

test('a typed name says where it is declared, and from which stop to which', async ({ page }) => {
  await openFounding(page);
  await page.getByRole('tab', { name: 'Headers' }).click();
  const edits = page.getByRole('region', { name: 'Change the headers' });
  const where = edits.getByRole('list', { name: 'Where it is declared' });
  await edits.getByRole('combobox').fill('VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD');
  await expect(where).toHaveText('macro <linux/vfio.h>, at every stop, but not at nvlink2 removed; value 1', {
    timeout: 60_000,
  });
  await edits.getByRole('combobox').fill('VFIO_DEVICE_STATE_STOP');
  await expect(where.getByRole('listitem')).toHaveText([
    'macro <linux/vfio.h>, from Linux 5.10 to nvlink2 reserved; value 0',
    'enumerator <linux/vfio.h>, from Linux 6.1 to Linux 7.3; value 1',
  ]);
  await where.getByRole('button').first().click();
  await expect(
    page.getByRole('list', { name: 'Open files' }).locator('[aria-current]').filter({ hasText: 'vfio.h' }),
  ).toBeVisible();
});

test('a name no header declares is said to be that, and is no verdict', async ({ page }) => {
  await openFounding(page);
  await page.getByRole('tab', { name: 'Headers' }).click();
  const edits = page.getByRole('region', { name: 'Change the headers' });
  await edits.getByRole('combobox').fill('NOBODY_DECLARES_THIS');
  await edits.getByRole('button', { name: 'Remove' }).click();
  await expect(banner(page)).toContainText('A header edit cannot be made');
  await expect(banner(page)).toContainText('No header declares NOBODY_DECLARES_THIS');
});

test('a mail with a patch, pasted whole: Impact lists pci-quirks.c and no consumer that does not break', async ({
  page,
}) => {
  test.slow();
  await openFounding(page);
  await stop(page, 'Linux 5\\.10').click();
  await page.getByRole('tab', { name: 'Headers' }).click();
  await page.getByRole('button', { name: 'Paste a patch…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste a patch' });
  // The place is found by the lines around it, wherever they stand.
  await dialog.getByRole('textbox', { name: 'Patch' }).fill(`From: Somebody <somebody@example.org>
Subject: [PATCH] vfio: remove the name of a subtype

Nobody should use it.
---
 include/uapi/linux/vfio.h | 1 -

diff --git a/include/uapi/linux/vfio.h b/include/uapi/linux/vfio.h
--- a/include/uapi/linux/vfio.h
+++ b/include/uapi/linux/vfio.h
@@ -332,1 +332,0 @@
-#define VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM	(1)
-- 
2.30.2
`);
  await expect(dialog.getByRole('textbox', { name: 'Name of the stop' })).toHaveValue(
    'vfio: remove the name of a subtype',
  );
  await dialog.getByRole('button', { name: 'Make a stop, and see whom it breaks' }).click();
  await expect(stop(page, 'vfio: remove the name of a subtype')).toBeChecked();
  await expect(banner(page)).toContainText('1 error');
  const impact = page.getByRole('region', { name: 'Impact' });
  await expect(impact.getByRole('button', { name: 'Cancel' })).toHaveCount(0, { timeout: 300_000 });
  await expect(impact.getByRole('status')).toContainText('2 consumers break;');
  // QEMU 7.2 still uses the name, too.
  await expect(impact.locator('tr.breaks .open')).toHaveText([
    'qemu-5.2/hw/vfio/pci-quirks.c',
    'qemu-7.2/hw/vfio/pci-quirks.c',
  ]);

  // Each row is a repro with its link, for whoever is to see it.
  await impact.getByRole('button', { name: 'Errors' }).click();
  await expect(impact.getByRole('columnheader', { name: 'Errors' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const link = impact.getByRole('link', { name: 'Open qemu-7.2/hw/vfio/pci-quirks.c in a new tab' });
  const [receiver] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await expect(receiver.getByRole('complementary', { name: 'Opened repro' })).toContainText(
    'Reproduced exactly',
    {
      timeout: 120_000,
    },
  );
});

test('the matrix has a mark for every stop with every toolchain', async ({ page }) => {
  await openFounding(page);
  await page.getByRole('tab', { name: 'Matrix' }).click();
  const matrix = page.getByRole('region', { name: 'Every stop with every toolchain' });
  await matrix.getByRole('button', { name: 'Fill the matrix' }).click();
  await expect(matrix).toContainText('Compiles first with Linux 5.10 and last with Linux 7.3', {
    timeout: 120_000,
  });
  await expect(
    matrix.getByRole('button', { name: 'GCC 8.3.1 with nvlink2 removed: 8 errors' }),
  ).toBeVisible();
  await expect(matrix.getByRole('button', { name: /Clang 22 with nvlink2 removed: 11 errors/ })).toBeVisible({
    timeout: 120_000,
  });
  await matrix.getByRole('button', { name: /Clang 22 with Linux 6\.1: compiles/ }).click();
  await expect(banner(page)).toContainText('Clang 22');
});
