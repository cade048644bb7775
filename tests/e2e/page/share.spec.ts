import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { readArchive, readReproJson } from '../../../src/repro/index.ts';
import { projectDirectory } from '../../../src/setup/generated.ts';
import { foundingRepro, fragmentOf, ownRepro } from './links.ts';
import { banner, copiedOutput, openFounding, stop } from './story.ts';

const strip = (page: Page) => page.getByRole('complementary', { name: 'Opened repro' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Share this experiment' });

async function shareLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const field = dialog(page).getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#r1\./);
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  return link;
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text);
}

test.describe('A share link', () => {
  test('of the founding case has at most 300 characters and opens elsewhere as reproduced exactly', async ({
    page,
    browser,
  }) => {
    await openFounding(page);
    const link = await shareLink(page);
    expect(link.slice(link.indexOf('#')).length).toBeLessThanOrEqual(300);
    const output = await copiedOutput(page);
    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(link);
    await expect(banner(elsewhere)).toContainText('8 errors', { timeout: 60_000 });
    await expect(strip(elsewhere)).toContainText('Reproduced exactly');
    expect(await copiedOutput(elsewhere)).toBe(output);
    const terminal = spawnSync(process.execPath, ['bin/undeclared.mjs', 'check', link], {
      cwd: projectDirectory,
    });
    expect(terminal.stderr.toString()).toBe(output);
    expect(terminal.status).toBe(1);
    await elsewhere.context().close();
  });

  test('carries an edit of a catalogue file', async ({ page, browser }) => {
    await openFounding(page);
    await type(page, 'int typed_by_the_sender = undeclared_by_the_sender;\n');
    await expect(banner(page)).toContainText('9 errors');
    const link = await shareLink(page);
    expect(link.slice(link.indexOf('#')).length).toBeLessThanOrEqual(600);
    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(link);
    await expect(strip(elsewhere)).toContainText('Reproduced exactly', { timeout: 60_000 });
    await expect(banner(elsewhere)).toContainText('9 errors');
    await elsewhere.context().close();
  });

  test('never takes the place of the reader’s unsaved work: Back returns to it', async ({ page }) => {
    await openFounding(page);
    await type(page, 'int mine = undeclared_by_me;\n');
    await expect(banner(page)).toContainText('9 errors');
    const fragment = await fragmentOf(ownRepro);
    await page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
    await expect(banner(page)).toContainText('1 error:');
    await expect(page.getByText(/is kept: Back returns to it/)).toBeVisible();
    await expect(strip(page)).toContainText('Look at the third line.');
    await page.goBack();
    await expect(banner(page)).toContainText('9 errors');
    await page.goForward();
    await expect(banner(page)).toContainText('1 error:');
    await page.reload();
    await expect(banner(page)).toContainText('1 error:', { timeout: 60_000 });
    await expect(strip(page)).toContainText('A file of somebody’s own');
  });

  test('whose author saw something else shows the differences', async ({ page }) => {
    const expectation = {
      exitCode: 1,
      output: '0'.repeat(32),
      diagnostics: [{ severity: 'error' as const, place: { file: 'own.c', line: 4, column: 9 } }],
      text: 'own.c:4:9: error: something else\n',
    };
    await page.goto(`/${await fragmentOf({ ...ownRepro, expect: expectation })}`);
    await expect(strip(page)).toContainText('Reproduced, with differences', { timeout: 60_000 });
    await strip(page).getByRole('button', { name: 'Show the differences' }).click();
    const view = page.getByRole('region', { name: 'Differences from what the author saw' });
    await expect(view).toContainText('-own.c:4:9: error: something else');
    await expect(view).toContainText('+own.c:3:9: error: ‘VFIO_NOWHERE’ undeclared');
    await expect(view).toContainText('does not say which build of the toolchain gcc-8.3.1');
  });

  test('that needs headers which are not here says which, and offers the nearest', async ({ page }) => {
    const fragment = await fragmentOf({
      ...ownRepro,
      headers: [{ id: 'glibc-2.36' }, { id: 'linux-6.3' }],
      expect: { exitCode: 1, output: '0'.repeat(32), diagnostics: [] },
    });
    await page.goto(`/${fragment}`);
    await expect(strip(page)).toContainText('cannot be reproduced here: missing the headers linux-6.3', {
      timeout: 60_000,
    });
    await expect(banner(page)).not.toContainText('Compiles');
    await strip(page).getByRole('button', { name: 'Use linux-6.1' }).click();
    await expect(banner(page)).toContainText('1 error:');
  });

  test('says how it no longer applies once the reader goes on, and leads back', async ({ page }) => {
    await page.goto(`/${await fragmentOf(foundingRepro())}`);
    await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
    await stop(page, 'nvlink2 reserved').click();
    await expect(banner(page)).toContainText('Compiles');
    expect(new URL(page.url()).hash).toBe('');
    await strip(page).getByRole('button', { name: 'Back to what was opened' }).click();
    await expect(banner(page)).toContainText('8 errors');
  });

  for (const [what, damage] of [
    ['cut off', (hash: string) => hash.slice(0, -20)],
    [
      'changed on its way',
      (hash: string) => `${hash.slice(0, 20)}${hash[20] === 'A' ? 'B' : 'A'}${hash.slice(21)}`,
    ],
    ['made by a newer version', (hash: string) => hash.replace('#r1.', '#r7.')],
  ] as const) {
    test(`that was ${what} says so and loses nothing`, async ({ page }) => {
      await openFounding(page);
      await type(page, 'int mine = undeclared_by_me;\n');
      await expect(banner(page)).toContainText('9 errors');
      const fragment = damage(await fragmentOf(foundingRepro({ note: 'x'.repeat(60) })));
      await page.evaluate((hash) => {
        location.hash = hash;
      }, fragment);
      await expect(page.getByText(/The link was not opened\./)).toBeVisible();
      await expect(banner(page)).toContainText('9 errors');
    });
  }

  test('puts nothing of its texts into the page but text', async ({ page }) => {
    const script = '<img src=x onerror="globalThis.owned = true"><script>globalThis.owned = true</script>';
    await page.goto(`/${await fragmentOf({ ...ownRepro, title: script, note: script })}`);
    await expect(strip(page)).toContainText('<img src=x', { timeout: 60_000 });
    await expect(banner(page)).toContainText('1 error:');
    expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
  });
});

test.describe('Exported', () => {
  async function saved(page: Page, form: string): Promise<Buffer> {
    await page.getByRole('button', { name: 'Export' }).click();
    await dialog(page)
      .getByRole('radio', { name: new RegExp(`^${form}`) })
      .check();
    const download = page.waitForEvent('download');
    await dialog(page)
      .getByRole('button', { name: /^Save / })
      .click();
    const file = readFileSync(await (await download).path());
    await page.keyboard.press('Escape');
    return file;
  }

  test('as mail: nothing but the compiler’s own lines and the link is wider than 72 columns', async ({
    page,
  }) => {
    await openFounding(page);
    const output = (await copiedOutput(page)).split('\n');
    const mail = (await saved(page, 'Mail')).toString().split('\n');
    expect(
      mail.filter((line) => line.length > 72 && !output.includes(line) && !line.includes('#r1.')),
    ).toEqual([]);
    for (const line of output) expect(mail).toContain(line);
    expect(mail.join('\n')).toContain('Linux 5.10, nvlink2 removed');
  });

  test('as an archive and as a repro file: both open again and are reproduced exactly', async ({ page }) => {
    await openFounding(page);
    const archive = await saved(page, 'Archive');
    const { repro, tree } = readArchive(archive);
    expect(repro.expect?.diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(8);
    expect(tree.size).toBeGreaterThan(350);
    const file = await saved(page, 'Repro file');
    expect(readReproJson(file.toString()).expect?.text).toContain('NVLINK2');
    for (const [name, buffer] of [
      ['case.tar.gz', archive],
      ['case.repro.json', file],
    ] as const) {
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await expect(strip(page)).toContainText('Reproduced exactly');
    }
  });

  test('as HTML: one file that shows the result with no network and no script', async ({ page, browser }) => {
    await openFounding(page);
    const html = (await saved(page, 'HTML')).toString();
    const offline = await (await browser.newContext({ offline: true, javaScriptEnabled: false })).newPage();
    await offline.setContent(html);
    await expect(offline.getByText('Does not compile: 8 errors.')).toBeVisible();
    await offline.context().close();
  });

  test('a file that is no repro is refused by name and changes nothing', async ({ page }) => {
    await openFounding(page);
    for (const [name, text] of [
      ['broken.json', '{"schema": 1, "title": "x"'],
      ['other.json', '{"name": "a package"}'],
      ['broken.tar.gz', 'not gzip'],
    ] as const) {
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
      await expect(page.getByText(new RegExp(`${name.replace('.', '\\.')}:`))).toBeVisible();
    }
    await expect(banner(page)).toContainText('8 errors');
  });
});

test('Ctrl+S saves the work as a file that opens again', async ({ page }) => {
  await openFounding(page);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await download).suggestedFilename()).toMatch(/pci-quirks\.repro\.json$/);
});
