import { expect, type Page, test } from '@playwright/test';
import { banner, dropFile, stop } from './story.ts';

const abi = (page: Page) => page.getByRole('region', { name: 'Values and layouts' });

const CONSUMER = `#include <linux/fuse.h>
#include <linux/vfio.h>
struct fuse_init_in in;
struct vfio_device_info info;
int running = VFIO_DEVICE_STATE_RUNNING;
`;

test('a consumer that compiles at both stops is told that the binary ABI differs, byte by byte', async ({
  page,
}) => {
  await page.goto('/');
  await expect(banner(page)).toContainText('8 errors', { timeout: 60_000 });
  await dropFile(page, 'own.c', CONSUMER);
  await stop(page, 'Linux 6\\.1').click();
  await expect(banner(page)).toContainText('Compiles', { timeout: 60_000 });

  await page.getByRole('tab', { name: 'ABI' }).click();
  const status = abi(page).getByRole('status');
  await expect(status).toContainText('Linux 5.10 → Linux 6.1: compiles, but the binary ABI differs', {
    timeout: 120_000,
  });
  await expect(status).toContainText('Of 3 names 2 differ in the binary ABI, 1 is unchanged.');

  const shown = abi(page).getByRole('region', { name: 'struct fuse_init_in' });
  await expect(shown).toContainText('16 → 64 bytes; flags2 is new');
  await expect(shown.getByRole('figure')).toHaveCount(2);
  await expect(shown.getByRole('row', { name: /16 4 uint32_t flags2 .*new/ })).toBeVisible();
  const flags2 = shown.getByRole('button', { name: 'flags2: uint32_t, offset 16, 4 bytes, new' });
  await expect(flags2).toBeVisible();
  // The map is one stop of the Tab key; arrows go on from field to field.
  await shown
    .getByRole('button', { name: /^major: .*offset 0/ })
    .last()
    .focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await expect(flags2).toBeFocused();

  const names = abi(page).getByRole('navigation', { name: 'Names this consumer uses' });
  await names.getByRole('button', { name: /^VFIO_DEVICE_STATE_RUNNING/ }).click();
  await expect(abi(page).getByRole('region', { name: 'VFIO_DEVICE_STATE_RUNNING' })).toContainText('1 → 2');

  // argsz tells the sizes apart: the same growth is another verdict.
  await stop(page, 'Linux 6\\.12').click();
  await expect(status).toContainText('Linux 6.1 → Linux 6.12', { timeout: 120_000 });
  await names.getByRole('button', { name: /^struct vfio_device_info: compatible growth/ }).click();
  await expect(abi(page).getByRole('region', { name: 'struct vfio_device_info' })).toContainText(
    'its first member is argsz',
  );
});
