import { expect, test } from '@playwright/test';
import { banner, openFounding } from './story.ts';

const compiler = /toolchains\/gcc-8\.3\.1\/[a-z]+\.[0-9a-f]+\.wasm/;

test('a module that is not there is a failure of its own, and trying again helps once it is', async ({
  page,
}) => {
  await page.route(compiler, (route) => route.fulfill({ status: 404 }));
  await page.goto('/');
  await expect(banner(page)).toContainText('No verdict: the compiler could not be fetched', {
    timeout: 60_000,
  });
  await page.unroute(compiler);
  await page.getByRole('button', { name: /again/i }).click();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
});

test('a module with flipped bytes is never believed', async ({ page }) => {
  await page.route(compiler, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body.fill(0x5a, 2_000_000, 2_000_400);
    await route.fulfill({ response, body });
  });
  await page.goto('/');
  await expect(banner(page)).toContainText('No verdict', { timeout: 60_000 });
  await expect(banner(page)).not.toContainText('Compiles');
});

test('headers with flipped bytes are never compiled against', async ({ page }) => {
  await page.route(/packs\/linux-5\.10\..*\.pack/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length >> 1]! ^= 0xff;
    await route.fulfill({ response, body });
  });
  await page.goto('/');
  await expect(banner(page)).toContainText('No verdict: the headers that came are not the ones promised', {
    timeout: 60_000,
  });
});

test('after a failure another toolchain can be taken up', async ({ page }) => {
  await openFounding(page);
  await page.route(/toolchains\/clang-22\/[a-z]+\.[0-9a-f]+\.wasm/, (route) => route.abort());
  await page.getByRole('combobox', { name: /Toolchain/ }).click();
  await page.getByRole('option', { name: /Clang 22/ }).click();
  await expect(banner(page)).toContainText('No verdict', { timeout: 60_000 });
  await page.getByRole('combobox', { name: /Toolchain/ }).click();
  await page.getByRole('option', { name: /GCC 8\.3\.1/ }).click();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
});

for (const file of ['dist/index.js', 'dist/browser-worker.js', 'pkg/wasmer_sdk_js_bg.wasm']) {
  test(`a site without the runtime’s ${file} gives no verdict, and says so`, async ({ page }) => {
    const runtime = new RegExp(`generated/sdk/.*/${file.replaceAll('.', '\\.')}`);
    await page.route(runtime, (route) => route.fulfill({ status: 404 }));
    await page.goto('/');
    await expect(banner(page)).toContainText('No verdict', { timeout: 60_000 });
    await page.unroute(runtime);
    await page.getByRole('button', { name: /again|reload/i }).click();
    await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  });
}
