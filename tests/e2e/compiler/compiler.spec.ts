/** The compiler behind a page with nothing else on it, in a real browser, with the Clang npm installs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { CompileRequest } from '../../../src/compiler/index.ts';
import { buildSite, installedClang, treeOf } from '../../unit/compiler/support/site.ts';
import { expectIdle } from '../idle.ts';
import { type Site, serveSite } from './harness.ts';
import type { Outcome, PageApi } from './page/main.ts';

declare const api: PageApi;

const HEADERS = {
  'demo-a': treeOf({ '/usr/include/linux/thing.h': '#define THING 1\n' }),
  'demo-b': treeOf({ '/usr/include/linux/thing.h': '/* 1 was THING */\n' }),
};
const MODULE = '/generated/toolchains/clang-22/module.wasm';

let site: Site;
test.beforeAll(async () => {
  site = await serveSite((generated) => buildSite(generated, [installedClang()], HEADERS));
});
test.afterAll(() => site.close());
test.beforeEach(() => {
  site.isolated = true;
  site.instead.clear();
});

const request = (text: string, headers = ['demo-a']): CompileRequest => ({
  toolchain: 'clang-22',
  headers,
  files: [{ path: '/src/a.c', text }],
  command: 'gcc -Wall -c ../a.c',
  directory: '/src/build',
});
const USES_THING = '#include <linux/thing.h>\nint x = THING;\n';
const MACRO_BOMB = `#define M0 x +\n${Array.from({ length: 40 }, (_, at) => `#define M${at + 1} M${at} M${at}`).join('\n')}\nint x, y = M40 0;\n`;

const compile = (
  page: Page,
  what: CompileRequest,
  options: { timeoutMs?: number; abortAfter?: number } = {},
): Promise<Outcome> => page.evaluate(([r, o]) => api.compile(r, o), [what, options] as const);

test('gives verdicts, and other ones with other headers', async ({ page }) => {
  await page.goto(site.url);
  expect((await compile(page, request(USES_THING))).verdict).toMatchObject({
    exitCode: 0,
    plain: '',
    filesRead: ['/src/a.c', '/usr/include/linux/thing.h'],
  });
  const broken = await compile(page, request(USES_THING, ['demo-b']));
  expect(broken.verdict?.exitCode).toBe(1);
  expect(broken.verdict?.plain).toContain("../a.c:2:9: error: use of undeclared identifier 'THING'");
  expect(await page.evaluate(() => api.readFile(['demo-b'], '/usr/include/linux/thing.h'))).toContain(
    '1 was',
  );
});

test('a compile that takes too long is stopped for good, and the next one works', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'CPU time is read from /proc');
  await page.goto(site.url);
  await compile(page, request(USES_THING));
  const stopped = await compile(page, request(MACRO_BOMB), { timeoutMs: 1500 });
  expect(stopped.failure?.kind).toBe('time-out');
  await expectIdle(page);
  expect((await compile(page, request(USES_THING))).verdict?.exitCode).toBe(0);
});

test('a cancelled compile is stopped for good, and the next one works', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'CPU time is read from /proc');
  await page.goto(site.url);
  await compile(page, request(USES_THING));
  const cancelled = await compile(page, request(MACRO_BOMB), { abortAfter: 1000 });
  expect(cancelled.failure?.kind).toBe('cancelled');
  expect(cancelled.wall).toBeLessThan(1500);
  await expectIdle(page);
  expect((await compile(page, request(USES_THING))).verdict?.exitCode).toBe(0);
});

test('a page that is not isolated says so and compiles nothing', async ({ page }) => {
  site.isolated = false;
  await page.goto(site.url);
  expect((await compile(page, request(USES_THING))).failure?.kind).toBe('not-isolated');
});

test('a missing or damaged module is named, and once mended works without a reload', async ({ page }) => {
  await page.goto(site.url);
  site.instead.set(MODULE, 404);
  expect((await compile(page, request(USES_THING))).failure?.kind).toBe('module-missing');
  const damaged = new Uint8Array(readFileSync(join(site.directory, MODULE)));
  damaged[1_000_000]! ^= 1;
  site.instead.set(MODULE, damaged);
  expect((await compile(page, request(USES_THING))).failure?.kind).toBe('module-corrupt');
  site.instead.set(MODULE, new TextEncoder().encode('no module'));
  expect((await compile(page, request(USES_THING))).failure?.kind).toBe('module-corrupt');
});

test('a site without the runtime, or without headers, says which', async ({ page }) => {
  await page.goto(site.url);
  site.instead.set('/generated/sdk/0.16.0/dist/index.js', 404);
  expect((await compile(page, request(USES_THING))).failure?.kind).toBe('sdk-missing');
  await page.goto(site.url);
  site.instead.clear();
  expect((await compile(page, request(USES_THING, ['demo-none']))).failure?.kind).toBe('headers-missing');
  site.instead.set('/generated/snapshots/demo-b.pack', new TextEncoder().encode('damaged'));
  expect((await compile(page, request(USES_THING, ['demo-b']))).failure?.kind).toBe('headers-corrupt');
});
