import { expect, test } from '@playwright/test';
import { banner, copiedOutput, dropFile, openFounding } from './story.ts';

test('a second toolchain stands beside the first, diagnostic by diagnostic', async ({ page }) => {
  await openFounding(page);
  await page.getByRole('tab', { name: 'Beside' }).click();
  const view = page.getByRole('region', { name: 'Beside another toolchain' });
  await view.getByRole('combobox').click();
  await page.getByRole('option', { name: /Clang 22/ }).click();
  await expect(view.getByRole('status')).toContainText(
    'GCC 8.3.1: 8 errors. Clang 22: 11 errors. 8 in both, 0 only from GCC 8.3.1, 3 only from Clang 22.',
    { timeout: 60_000 },
  );
  await expect(view.getByRole('row')).toHaveCount(12);
});

test('what the compiler proposes is shown as a diff, and made when the reader says so', async ({ page }) => {
  await openFounding(page);
  await dropFile(page, 'typo.c', '#include <linux/vfio.h>\n\nint version = VFIO_API_VERSIN;\n');
  await expect(banner(page)).toContainText('1 error:');
  const output = await copiedOutput(page);
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await page.getByRole('button', { name: /^Fix/ }).click();
  const dialog = page.getByRole('dialog', { name: 'What the compiler proposes' });
  await expect(dialog).toContainText('-int version = VFIO_API_VERSIN;');
  await expect(dialog).toContainText('+int version = VFIO_API_VERSION;');
  expect(output).not.toContain('fix-it:');
  await dialog.getByRole('button', { name: /^Apply/ }).click();
  await expect(banner(page)).toContainText('Compiles');
});

test('an option leads to the page GCC names for it in its manual, asked for at the first press', async ({
  page,
  context,
}) => {
  await context.route('https://gcc.gnu.org/**', (route) => route.fulfill({ body: 'the manual' }));
  await openFounding(page);
  await dropFile(page, 'unused.c', 'int f(void)\n{\n\tint unused;\n\treturn 0;\n}\n');
  await page.getByRole('combobox', { name: /Toolchain/ }).click();
  await page.getByRole('option', { name: /GCC 16\.2\.0/ }).click();
  await expect(banner(page)).toContainText('1 warning', { timeout: 60_000 });
  const output = await copiedOutput(page);
  await page.getByRole('tab', { name: /^Problems/ }).click();
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: '-Wunused-variable in the manual of GCC 16.2.0' }).click();
  expect((await opened).url()).toMatch(/#index-W\S*unused-variable$/);
  await expect(page.getByRole('link', { name: /^-Wunused-variable in the manual/ })).toHaveAttribute(
    'href',
    /^https:\/\/gcc\.gnu\.org\/onlinedocs\/.*#index-W\S*unused-variable$/,
  );
  expect(await copiedOutput(page)).toBe(output);
});
