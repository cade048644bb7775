/** Headers changed in place: declaration by declaration, as text, and by a patch that becomes a stop. */
import { expect, type Page, test } from '@playwright/test';
import { banner, openFounding, stop } from './story.ts';

const ATSD = 'VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD';

const changes = (page: Page) => page.getByRole('region', { name: 'Change the headers' });
const edits = (page: Page) => changes(page).getByRole('list', { name: 'Header edits' }).getByRole('listitem');

async function openDeclarations(page: Page, header: string) {
  await page.getByRole('tab', { name: 'Headers' }).click();
  const declarations = page.getByRole('region', { name: 'Declarations' });
  await declarations.locator('summary').filter({ hasText: header }).click();
  return declarations;
}

test('a declaration is reserved by its number, by its name, and put back', async ({ page }) => {
  await openFounding(page);
  await stop(page, 'Linux 5\\.10').click();
  await expect(banner(page)).toContainText('Compiles');
  const declarations = await openDeclarations(page, 'linux/vfio.h');
  await declarations.getByRole('searchbox', { name: 'Find a declaration of this header' }).fill('nvlink2');
  await expect(declarations.getByRole('listitem')).toHaveCount(6);

  await declarations.getByRole('button', { name: `Number only: ${ATSD}` }).press('Enter');
  await expect(banner(page)).toContainText('1 error', { timeout: 60_000 });
  await expect(edits(page)).toContainText(`removed ${ATSD}, its number reserved`);
  await expect(edits(page)).toContainText('Not enough: a comment keeps the number', { timeout: 60_000 });
  await expect(declarations.getByRole('listitem').filter({ hasText: ATSD })).toContainText(
    'number reserved only',
  );

  await declarations.getByRole('button', { name: `Reserve: ${ATSD}` }).click();
  await expect(banner(page)).toContainText('Compiles', { timeout: 60_000 });
  await expect(edits(page)).toHaveText(/reserved VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD/);

  await declarations.getByRole('button', { name: `Restore: ${ATSD}` }).click();
  await expect(edits(page)).toHaveCount(0);
});

test('what is typed into a header is an edit: shown as a diff, kept, switched off and taken back', async ({
  page,
}) => {
  await openFounding(page);
  const declarations = await openDeclarations(page, 'linux/vfio.h');
  await declarations.getByRole('button', { name: 'Edit the header as text' }).click();
  const editor = page.locator('.monaco-editor').first();
  await expect(page.getByText('what you type becomes one of the header edits')).toBeVisible();
  await expect(editor.locator('.view-line').filter({ hasText: 'SPDX' })).toBeVisible();
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(`#define ${ATSD} 1\n`);
  await expect(banner(page)).toContainText('7 errors', { timeout: 60_000 });
  await edits(page).getByText('What it changes').click();
  await expect(edits(page).locator('.added')).toHaveText([`+#define ${ATSD} 1`]);

  await page.waitForTimeout(500);
  await page.reload();
  await expect(banner(page)).toContainText('7 errors', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Headers' }).click();
  await edits(page).getByRole('checkbox').uncheck();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  await page.waitForTimeout(500);
  await page.reload();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Headers' }).click();
  await expect(edits(page).getByRole('checkbox')).not.toBeChecked();
  await edits(page).getByRole('checkbox').check();
  await expect(banner(page)).toContainText('7 errors', { timeout: 60_000 });
  await edits(page).getByRole('button', { name: 'Take it back' }).click();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
});

const mail = `From: Somebody <somebody@example.org>
Subject: [PATCH 1/2] vfio: remove
 the ATSD subtype

Nobody should use it.
---
 include/uapi/linux/vfio.h | 1 -

diff --git a/drivers/vfio/pci/Kconfig b/drivers/vfio/pci/Kconfig
--- a/drivers/vfio/pci/Kconfig
+++ b/drivers/vfio/pci/Kconfig
@@ -1,1 +1,1 @@
-a
+b
diff --git a/include/uapi/linux/vfio.h b/include/uapi/linux/vfio.h
--- a/include/uapi/linux/vfio.h
+++ b/include/uapi/linux/vfio.h
@@ -339,1 +339,0 @@
-#define ${ATSD}	(1)
-- 
2.30.2
`;

test('a mail with a patch becomes a stop beside the one it was made of, and whoever gets the link has it', async ({
  page,
  context,
}) => {
  await openFounding(page);
  await page.getByRole('tab', { name: 'Headers' }).click();
  await page.getByRole('button', { name: 'Paste a patch…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste a patch' });
  await dialog.getByRole('textbox', { name: 'Patch' }).fill(mail);
  // The chosen stop has not got the name: the nearest that has is taken, and it is said why.
  await expect(dialog.getByRole('status')).toContainText('It fits Linux 5.10, and changes linux/vfio.h', {
    timeout: 60_000,
  });
  await expect(dialog.getByRole('status')).toContainText('left out: drivers/vfio/pci/Kconfig');
  await dialog.getByText('Why it does not fit the chosen stop').click();
  await expect(dialog.locator('pre')).toContainText('There is:');
  await dialog.getByRole('button', { name: 'Make a stop', exact: true }).click();

  const stops = page.getByRole('radiogroup').getByRole('radio');
  await expect(stops.nth(1)).toHaveAccessibleName('vfio: remove the ATSD subtype: 1 error', {
    timeout: 60_000,
  });
  await expect(stops.nth(1)).toBeChecked();
  await expect(stops.nth(0)).toHaveAccessibleName('Linux 5.10: compiles', { timeout: 60_000 });
  await expect(banner(page)).toContainText('1 error');

  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#r1\./);
  const link = await field.inputValue();
  const receiver = await context.newPage();
  await receiver.goto(link);
  await expect(receiver.getByRole('complementary', { name: 'Opened repro' })).toContainText(
    'Reproduced exactly',
    {
      timeout: 120_000,
    },
  );
  await expect(stop(receiver, 'vfio: remove the ATSD subtype')).toBeChecked();
  await receiver.close();

  // Its edits go back into the list, and from there into a stop of another name.
  await page.keyboard.press('Escape');
  await changes(page).getByRole('button', { name: 'Change its edits' }).click();
  await expect(stop(page, 'Linux 5\\.10')).toBeChecked();
  await expect(edits(page)).toHaveCount(1);
  await changes(page).getByRole('button', { name: 'Make a stop of these edits…' }).click();
  await changes(page).getByRole('textbox', { name: 'Name of the stop' }).fill('without ATSD');
  await page.keyboard.press('Enter');
  await expect(stop(page, 'without ATSD')).toBeChecked();
  await expect(edits(page)).toHaveCount(0);
  await changes(page).getByRole('button', { name: 'Take it off the timeline' }).click();
  await expect(stops).toHaveCount(7);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(stop(page, 'without ATSD')).toBeVisible();
});
