import { chromium } from '@playwright/test';
import { browserArguments, findBrowser } from '../src/setup/browser.ts';

const port = process.argv[2] ?? '4184';
const what = process.argv[3] ?? 'all';
const browser = await chromium.launch({ executablePath: findBrowser(() => {}), args: browserArguments });
for (const [w, h, scheme] of [
  [1440, 900, 'light'],
  [1440, 900, 'dark'],
  [390, 844, 'light'],
  [390, 844, 'dark'],
] as const) {
  if (what !== 'all' && what !== `${w}${scheme}`) continue;
  const context = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme });
  const page = await context.newPage();
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
  for (const step of [1, 2, 6, 9]) {
    await page.goto(`http://localhost:${port}/#lesson=eight-errors&step=${step}`);
    await page.reload();
    await page.getByRole('heading', { level: 3 }).first().waitFor({ timeout: 60000 });
    await page.waitForTimeout(step === 1 ? 15000 : 7000);
    await page.screenshot({ path: `/tmp/shot-${w}-${scheme}-${step}.png` });
  }
  await context.close();
}
await browser.close();
