import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { banner, dropFile, openFounding } from './story.ts';

const postedLog = readFileSync(
  fileURLToPath(new URL('../../founding/posted-log.txt', import.meta.url)),
  'utf8',
);
const dialog = (page: Page) => page.getByRole('dialog', { name: 'From a build log' });

async function paste(page: Page, log: string): Promise<void> {
  await page.getByRole('button', { name: /^Consumer:/ }).click();
  await page.getByRole('menuitem', { name: /From a build log/ }).click();
  await dialog(page).getByRole('textbox', { name: 'Build log' }).fill(log);
}

test('the founding log, pasted, gives 8 of 8 errors and 1 of 1 note, with the compiler its wording asks for', async ({
  page,
}) => {
  await openFounding(page);
  await paste(page, postedLog);
  await expect(dialog(page).getByRole('status')).toContainText(/written by GCC (≤|7 to) 8/);
  await dialog(page)
    .getByText(/^Why GCC/)
    .click();
  await expect(dialog(page)).toContainText('dereferencing pointer to incomplete type');
  await dialog(page).getByRole('button', { name: 'Compile it here' }).click();
  await expect(banner(page)).toContainText('GCC 8.3.1');
  const compared = page.getByRole('region', { name: 'Posted and reproduced' });
  await expect(compared).toContainText('8 of 8 errors and 1 of 1 note reproduced');
  await expect(compared.getByText('the same, 1 line up')).toHaveCount(9);
  await page.reload();
  await page.getByRole('tab', { name: 'Posted log' }).click({ timeout: 60_000 });
  await expect(compared).toContainText('8 of 8 errors and 1 of 1 note reproduced', { timeout: 60_000 });
});

test('quoted in a mail, from another folder, it fills the command line all the same', async ({ page }) => {
  await openFounding(page);
  const quoted = postedLog
    .replaceAll('/home/greg/Work/qemu/qemu-virtiofs', '/srv/build/qemu')
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\r\n');
  await paste(page, `On Tuesday somebody wrote:\r\n${quoted}`);
  await dialog(page).getByRole('button', { name: 'Compile it here' }).click();
  await expect(page.getByRole('region', { name: 'Posted and reproduced' })).toContainText(
    '8 of 8 errors and 1 of 1 note reproduced',
  );
  await page.getByRole('tab', { name: 'Command' }).click();
  await expect(page.getByRole('textbox', { name: 'Command line' })).toHaveValue(/-Wold-style-declaration/);
});

test('a log of a file that is not in the catalogue fills command and folder, and waits for the source', async ({
  page,
}) => {
  await openFounding(page);
  const log = `make[1]: Entering directory '/home/me/project'
gcc -Wall -Iinclude -c src/gadget.c -o gadget.o
src/gadget.c: In function ‘main’:
src/gadget.c:3:10: error: ‘NOWHERE’ undeclared (first use in this function)
make[1]: *** [Makefile:3: gadget.o] Error 1
`;
  await dropFile(page, 'build.log', log);
  await expect(dialog(page)).toContainText('not in the catalogue');
  await dialog(page).getByRole('button', { name: 'Compile it here' }).click();
  await expect(page.getByText(/gadget\.c is not in the catalogue/)).toBeVisible();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('int main(void)\n{\nreturn NOWHERE;\n', { delay: 0 });
  await page.getByRole('tab', { name: 'Command' }).click();
  await expect(page.getByRole('textbox', { name: 'Working directory' })).toHaveValue('/home/me/project');
  await page.getByRole('tab', { name: 'Posted log' }).click();
  await expect(page.getByRole('region', { name: 'Posted and reproduced' })).toContainText('1 of 1 error');
});

test('text without a word of a compiler says so, and nothing changes', async ({ page }) => {
  await openFounding(page);
  await paste(page, 'all is well\n'.repeat(200));
  await expect(dialog(page).getByRole('status')).toContainText('No compiler says anything in this text.');
  await expect(dialog(page).getByRole('button', { name: 'Compile it here' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(banner(page)).toContainText('8 errors');
});
