/** What a reader does on the page, said once for the tests. */
import { expect, type Locator, type Page } from '@playwright/test';

export function banner(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdict', exact: true });
}

export function stop(page: Page, title: string): Locator {
  return page.getByRole('radio', { name: new RegExp(`^${title}: `) });
}

/** Opens the page and waits until the compiler has said something of the founding case. */
export async function openFounding(page: Page): Promise<void> {
  await page.goto('/');
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
}

/** The exact output as the reader gets it: through the page's copy button. */
export async function copiedOutput(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('tab', { name: 'Output' }).click();
  await page.getByRole('button', { name: 'Copy the exact output' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Output copied' })).toBeAttached();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Drops a file of the reader's own onto the page. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content!], fileName!, { type: 'text/x-csrc' }));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
