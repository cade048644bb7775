import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { projectDirectory } from '../../../src/setup/generated.ts';
import { banner, dropFile, openFounding } from './story.ts';

test('another machine is chosen beside the compiler, sees its own headers, and goes along in the link', async ({
  page,
}) => {
  await openFounding(page);
  await page.getByRole('combobox', { name: /^Target/ }).click();
  await expect(page.getByRole('option', { name: /powerpc64le.*Clang 22/ })).toHaveAttribute('data-disabled');
  await page.keyboard.press('Escape');
  await dropFile(page, 'own.c', '#include <asm/epapr_hcalls.h>\n\nint x = EV_SUCCESS + GONE;\n');
  await page.getByRole('combobox', { name: /^Toolchain/ }).click();
  await page.getByRole('option', { name: /^Clang 22/ }).click();
  await expect(banner(page)).toContainText('1 error', { timeout: 120_000 });
  await expect(page.getByText('file not found').first()).toBeVisible();
  await page.getByRole('combobox', { name: /^Target/ }).click();
  await page.getByRole('option', { name: /^powerpc64le/ }).click();
  await expect(banner(page)).toContainText('Clang 22 for powerpc64le-linux-gnu', { timeout: 60_000 });
  await expect(banner(page)).toContainText('1 error');
  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.getByText('use of undeclared identifier').first()).toBeVisible();

  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#r1\./);
  const link = await field.inputValue();
  const terminal = spawnSync(process.execPath, ['bin/undeclared.mjs', 'verify', link, '--timeout', '120'], {
    cwd: projectDirectory,
    encoding: 'utf8',
  });
  expect(terminal.stdout).toContain('Reproduced exactly');
});
