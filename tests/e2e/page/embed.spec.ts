import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { foundingRepro, fragmentOf } from './links.ts';
import { banner } from './story.ts';

const embedded = (fragment: string) => fragment.replace('#', '#embed.');

test('an embedded repro has no chrome, compiles, and leads to the whole page', async ({ page }) => {
  await page.goto(`/${embedded(await fragmentOf(foundingRepro()))}`);
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  await expect(page.getByRole('radiogroup')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Share|Export|Compile/ })).toHaveCount(0);
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.type('changed');
  await expect(banner(page)).toContainText('8 errors');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  const whole = page.waitForEvent('popup');
  await page.getByRole('link', { name: /Open in Undeclared/ }).click();
  await expect(banner(await whole)).toContainText('8 errors', { timeout: 60_000 });
  await expect((await whole).getByRole('radiogroup')).toBeVisible();
});

test.describe('In a course page', () => {
  let server: Server;
  let isolated = true;
  test.beforeAll(async () => {
    server = createServer((request, response) => {
      const address = new URL(request.url!, 'http://localhost').searchParams.get('frame');
      response.writeHead(200, {
        'Content-Type': 'text/html',
        ...(isolated && {
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        }),
      });
      response.end(
        `<!doctype html><title>Course</title><iframe src="${address}" allow="cross-origin-isolated" width="800" height="600"></iframe>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  });
  test.afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  for (const [what, may, seen] of [
    ['that is isolated, it compiles', true, '8 errors'],
    [
      'that is not, it shows what its author saw and says that nothing was compiled',
      false,
      'Its author saw: 8 errors',
    ],
  ] as const) {
    test(what, async ({ page, baseURL }) => {
      isolated = may;
      const repro = foundingRepro({
        expect: {
          exitCode: 1,
          output: '0'.repeat(32),
          diagnostics: Array.from({ length: 8 }, () => ({ severity: 'error' as const })),
        },
      });
      const frame = `${baseURL}${embedded(await fragmentOf(repro))}`;
      const { port } = server.address() as AddressInfo;
      await page.goto(`http://localhost:${port}/?frame=${encodeURIComponent(frame)}`);
      const inside = page.frameLocator('iframe');
      await expect(inside.getByText(seen).first()).toBeVisible({ timeout: 60_000 });
      if (!may) {
        await expect(inside.getByText(/not cross-origin isolated/)).toBeVisible();
        await expect(inside.getByRole('region', { name: 'Verdict', exact: true })).toHaveCount(0);
      }
    });
  }
});
