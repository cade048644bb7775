import { expect, test } from '@playwright/test';
import { banner, copiedOutput, dropFile, openFounding, stop } from './story.ts';

const own = `#include <stdint.h>
#include <linux/vfio.h>

uint32_t port(void)
{
    int unused_here;
    return VFIO_NO_SUCH_NAME + sizeof(struct vfio_region_info);
}
`;

test('a file of the reader’s own compiles, with its own error and warning, against every stop', async ({
  page,
}) => {
  await openFounding(page);
  await dropFile(page, 'mine.c', own);
  await page.getByRole('tab', { name: 'Command' }).click();
  await page.getByRole('textbox', { name: /command line/i }).fill('gcc -Wall -Wextra -c mine.c');
  const stops = page.getByRole('radiogroup').getByRole('radio');
  const count = await stops.count();
  expect(count).toBe(7);
  for (let place = 0; place < count; place++) {
    await stops.nth(place).click();
    await expect(stops.nth(place)).toBeChecked();
    await expect(stops.nth(place)).toHaveAttribute('data-mark', 'breaks', { timeout: 60_000 });
    await expect(banner(page)).toContainText('1 error');
    const output = await copiedOutput(page);
    expect(output).toContain(
      'mine.c:7:12: error: ‘VFIO_NO_SUCH_NAME’ undeclared (first use in this function)',
    );
    expect(output).toContain('[-Wunused-variable]');
  }
});

test('a file that is not text is refused by name and changes nothing', async ({ page }) => {
  await openFounding(page);
  await dropFile(page, 'photo.c', 'ab\u0000\u0001cd'.repeat(100));
  await expect(page.getByText(/photo\.c/)).toBeVisible();
  await expect(banner(page)).toContainText('8 errors');
});

test('a mistake in the command line is the compiler’s to complain about', async ({ page }) => {
  await openFounding(page);
  await stop(page, 'Linux 5\\.10').click();
  await expect(banner(page)).toContainText('Compiles');
  await page.getByRole('tab', { name: 'Command' }).click();
  const line = page.getByRole('textbox', { name: /command line/i });
  await line.fill(`${await line.inputValue()} -fno-such-option`);
  await expect(banner(page)).toContainText('1 error');
  expect(await copiedOutput(page)).toContain('unrecognized command line option ‘-fno-such-option’');
});
