import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { banner, dropFile, stop } from './story.ts';

const COURSE = fileURLToPath(new URL('../../../src/lessons/course/', import.meta.url));
const files = readdirSync(COURSE).filter((name) => name.endsWith('.md'));
const pane = (page: Page) => page.getByRole('region', { name: 'Lesson', exact: true });
const heading = (page: Page) => pane(page).getByRole('heading', { level: 3 });

async function openStep(page: Page, step: number, title: string): Promise<void> {
  await page.goto(`/#lesson=eight-errors&step=${step}`);
  await expect(heading(page)).toHaveText(title, { timeout: 60_000 });
}

/** A lesson of one file of the author's own. */
const OWN = `---
lesson: 1
id: own
title: A small one
summary: One step.
---

<img src=x onerror="document.title='taken'"> [out](javascript:alert(1))

## Give it a value

\`\`\`repro
files:
  main.c: |
    int answer(void) { return ANSWER; }
toolchain: clang-22
\`\`\`

\`\`\`step
kind: do
minutes: 3
task: Make it compile.
passes: [{ compiles: true }]
answers:
  - consumer: [{ replace: return ANSWER, with: return 42 }]
wrong:
  - when: [{ undeclared: [ANSWERS] }]
    hint: That is another name that nobody declared.
    by: { consumer: [{ replace: return ANSWER, with: return ANSWERS }] }
hints: [Any number will do.]
\`\`\`

It compiles now.
`;

async function openOwn(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Lessons' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lessons' });
  await dialog.getByLabel('Open a lesson file').setInputFiles({
    name: 'own.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from(text),
  });
}

test('a learner predicts, breaks, mends, and has their own work back in the end', async ({ page }) => {
  await page.goto('/');
  await expect(banner(page)).toBeVisible({ timeout: 60_000 });
  await dropFile(page, 'mine.c', 'int mine(void) { return nowhere; }\n');
  await expect(banner(page)).toContainText('1 error', { timeout: 60_000 });

  await page.getByRole('button', { name: 'Lessons' }).click();
  await page
    .getByRole('dialog', { name: 'Lessons' })
    .getByRole('button', { name: /Eight errors/ })
    .click();
  await expect(heading(page)).toHaveText('Two projects, one file');
  await expect(banner(page)).toContainText('Compiles with Linux 5.10', { timeout: 60_000 });

  await pane(page).getByRole('button', { name: 'Next' }).click();
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveURL(/#lesson=eight-errors&step=2$/);
  await expect(banner(page)).toContainText('Your turn first');
  await expect(stop(page, 'nvlink2 removed')).toHaveAccessibleName('nvlink2 removed: not compiled yet');
  await pane(page)
    .getByRole('button', { name: /It compiles, with a warning/ })
    .click();
  await expect(pane(page).getByText(/A warning is about something/)).toBeVisible({ timeout: 60_000 });
  await expect(banner(page)).toContainText('Your turn first');
  await pane(page)
    .getByRole('button', { name: /It does not compile/ })
    .click();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  await expect(pane(page)).toContainText('That is right.');

  await pane(page).getByRole('button', { name: 'Next' }).click();
  await pane(page).getByRole('button', { name: 'Six', exact: true }).click();
  await expect(pane(page)).toContainText('That is right.', { timeout: 60_000 });
  await pane(page).getByRole('button', { name: 'Next' }).click();

  await expect(heading(page)).toHaveText('Put one back');
  await page.getByRole('tab', { name: 'Headers' }).click();
  const name = page.getByRole('combobox', { name: 'Name of a declaration' });
  await name.fill('VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD');
  await page.getByRole('button', { name: 'Restore', exact: true }).first().click();
  await expect(pane(page)).toContainText('another one than the first', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Take it back' }).click();
  await name.fill('VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM');
  await page.getByRole('button', { name: 'Restore', exact: true }).first().click();
  await expect(pane(page)).toContainText('Done.', { timeout: 60_000 });
  await expect(banner(page)).toContainText('7 errors');

  await pane(page).getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(
    page.getByRole('list', { name: 'Open files' }).getByRole('button', { name: 'mine.c' }),
  ).toBeVisible();
  await expect(banner(page)).toContainText('1 error', { timeout: 60_000 });
  expect(new URL(page.url()).hash).toBe('');

  await page.getByRole('button', { name: 'Lessons' }).click();
  await expect(page.getByRole('dialog', { name: 'Lessons' })).toContainText('4 done');
  await page.getByRole('button', { name: 'Forget what is done of Eight errors' }).click();
  await expect(page.getByRole('dialog', { name: 'Lessons' })).not.toContainText('4 done');
});

test('a reload goes on in the step, with what the learner had done of it', async ({ page }) => {
  await openStep(page, 6, 'Mend it');
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Headers' }).click();
  const name = page.getByRole('combobox', { name: 'Name of a declaration' });
  await name.fill('VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM');
  await page.getByRole('button', { name: 'Restore', exact: true }).first().click();
  await expect(banner(page)).toContainText('7 errors', { timeout: 60_000 });
  await page.reload();
  await expect(heading(page)).toHaveText('Mend it', { timeout: 60_000 });
  await expect(banner(page)).toContainText('7 errors', { timeout: 60_000 });
  await pane(page).getByRole('button', { name: 'Start this step again' }).click();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
});

test('a tab that comes back at another lesson’s address begins that lesson, not with the file of the one before', async ({
  page,
}) => {
  await openStep(page, 6, 'Mend it');
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  await page.goto('about:blank');
  await page.goto('/#lesson=silent-breaks&step=1');
  await expect(heading(page)).toHaveText('A state in bits', { timeout: 60_000 });
  await expect(page.getByRole('list', { name: 'Open files' })).not.toContainText('pci-quirks.c');
});

test('hints come one at a time, then the step can be done for the learner', async ({ page }) => {
  await openStep(page, 6, 'Mend it');
  await pane(page).getByRole('button', { name: 'A hint' }).click();
  await expect(pane(page)).toContainText('Hint 1.');
  await expect(pane(page)).not.toContainText('Hint 2.');
  await pane(page).getByRole('button', { name: 'Another hint (2 left)' }).click();
  await pane(page).getByRole('button', { name: 'Another hint (1 left)' }).click();
  await pane(page).getByRole('button', { name: 'Do it for me' }).click();
  await expect(pane(page)).toContainText('Done.', { timeout: 60_000 });
  await expect(banner(page)).toContainText('Compiles with');
});

test('turning to something else leaves the lesson, and offers the way back', async ({ page }) => {
  await openStep(page, 6, 'Mend it');
  await dropFile(page, 'mine.c', 'int mine;\n');
  await expect(
    page.getByRole('list', { name: 'Open files' }).getByRole('button', { name: 'mine.c' }),
  ).toBeVisible();
  await expect(pane(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to it' }).click();
  await expect(heading(page)).toHaveText('Mend it', { timeout: 60_000 });
});

test('a lesson of a teacher’s own is opened from its file, shown as text, and sent as a link', async ({
  page,
}) => {
  await page.goto('/');
  await expect(banner(page)).toBeVisible({ timeout: 60_000 });
  await openOwn(page, OWN);
  await expect(heading(page)).toHaveText('Give it a value', { timeout: 60_000 });
  await expect(pane(page)).toContainText('<img src=x onerror=');
  await expect(pane(page).getByRole('link')).toHaveCount(0);
  expect(await page.title()).not.toBe('taken');
  await expect(page).toHaveURL(/#lesson\.1\./);

  await pane(page).getByRole('button', { name: 'Share this lesson' }).click();
  const dialog = page.getByRole('dialog', { name: 'This lesson' });
  const link = await dialog.getByLabel('Link to this step').inputValue();
  await dialog.getByRole('button', { name: 'Check this lesson' }).click();
  await expect(dialog.locator('[data-checked=holds]')).toBeVisible({ timeout: 60_000 });

  const other = await page.context().newPage();
  await other.goto(link);
  await expect(heading(other)).toHaveText('Give it a value', { timeout: 60_000 });
});

test('what is no lesson is refused with the line to look at', async ({ page }) => {
  await page.goto('/');
  await expect(banner(page)).toBeVisible({ timeout: 60_000 });
  await openOwn(page, OWN.replace('kind: do', 'kind: dance'));
  const dialog = page.getByRole('dialog', { name: 'Lessons' });
  await expect(dialog.getByRole('alert')).toContainText('Line 20');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.goto('/#lesson=no-such-lesson');
  await expect(page.getByText('There is no lesson “no-such-lesson” in this course.')).toBeVisible();
  await page.goto('/#lesson.1.AAAA');
  await expect(page.getByText(/The lesson was not opened\./).last()).toBeVisible();
});

test('in a course page a lesson can be done, and nothing of it is kept', async ({ page }) => {
  await page.goto('/#embed.lesson=eight-errors&step=2');
  await expect(heading(page)).toHaveText('The header loses six names', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: /^(?:Share|Export|Lessons|Leave)/ })).toHaveCount(0);
  await pane(page)
    .getByRole('button', { name: /It does not compile/ })
    .click();
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await expect(page.getByRole('link', { name: /Open in Undeclared/ })).toHaveAttribute(
    'href',
    /#lesson=eight-errors&step=2$/,
  );
});

test('on paper are all steps and no hint', async ({ page }) => {
  await openStep(page, 1, 'Two projects, one file');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const paper = page.getByRole('article');
  for (const title of ['1. Two projects, one file', '9. What you can say now']) {
    await expect(paper.getByRole('heading', { name: title })).toBeVisible();
  }
  await expect(paper).not.toContainText('A warning is about something');
  await expect(pane(page)).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
});

for (const file of files) {
  test(`every claim and answer of ${file} holds on the page`, async ({ page }) => {
    test.setTimeout(600_000);
    const id = /^id: (\S+)/m.exec(readFileSync(COURSE + file, 'utf8'))![1]!;
    await page.goto(`/#lesson=${id}`);
    await expect(heading(page)).toBeVisible({ timeout: 60_000 });
    await pane(page).getByRole('button', { name: 'Share this lesson' }).click();
    const dialog = page.getByRole('dialog', { name: 'This lesson' });
    await dialog.getByRole('button', { name: 'Check this lesson' }).click();
    const status = dialog.locator('[data-checked]');
    await expect(status).toBeVisible({ timeout: 540_000 });
    expect(await dialog.getByRole('listitem').allTextContents()).toEqual([]);
    await expect(status).toHaveAttribute('data-checked', 'holds');
  });
}
