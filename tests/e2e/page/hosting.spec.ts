import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import sirv from 'sirv';
import { generatedDirectory, projectDirectory } from '../../../src/setup/generated.ts';
import { banner } from './story.ts';

/** A host such as a plain file server: no headers of its own. */
function plainHost(): Promise<Server> {
  const page = sirv(join(projectDirectory, 'node_modules/.cache/undeclared/page-4173'), { dev: true });
  const generated = sirv(generatedDirectory, { dev: true });
  const server = createServer((request, response) => {
    const notFound = (): void => {
      response.writeHead(404);
      response.end();
    };
    if (request.url?.startsWith('/generated/')) {
      request.url = request.url.slice('/generated'.length);
      generated(request, response, notFound);
    } else page(request, response, notFound);
  });
  return new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server)));
}

test.describe('On a host that sets no headers', () => {
  let server: Server;
  let address: string;
  test.beforeAll(async () => {
    server = await plainHost();
    address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  });
  test.afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('the service worker isolates the page, and the founding case compiles', async ({ page }) => {
    await page.goto(address);
    await expect(banner(page)).toContainText('8 errors', { timeout: 90_000 });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  test.describe('without service workers', () => {
    test.use({ serviceWorkers: 'block' });
    test('the page says that it may not run a compiler, and never that anything compiles', async ({
      page,
    }) => {
      await page.goto(address);
      await expect(banner(page)).toContainText('No verdict: this page may not run a compiler', {
        timeout: 60_000,
      });
      for (const mark of await page.getByRole('radiogroup').getByRole('radio').all()) {
        expect(await mark.getAttribute('data-mark')).not.toMatch(/compiles|breaks/);
      }
    });
  });
});
