/** What a pasted patch is called on the timeline. */
import { expect, test } from 'vitest';
import { patchTitle } from '../../../src/headers/index.ts';

test.each([
  ['Subject: [PATCH v2 1/3] vfio: remove nvlink2\n\nwords\n', 'vfio: remove nvlink2'],
  [
    'From: a\nSubject: Re: [RFC] vfio/pci: Remove\n vfio_pci_nvlink2\nTo: b\n',
    'vfio/pci: Remove vfio_pci_nvlink2',
  ],
  ['Subject: =?UTF-8?q?=5BPATCH=5D_uapi=3A_dr=C3=B6p?=\n =?utf-8?B?IGl0?=\n', 'uapi: dröp it'],
  ['--- a/include/uapi/linux/vfio.h\n+++ b/include/uapi/linux/vfio.h\n', 'vfio.h patched'],
  ['+++ b/a.h\n+++ b/b.h\n+++ b/c.h\n', 'a.h and 2 more patched'],
  ['nothing', 'a patch'],
  ['Subject: [PATCH]\n', '[PATCH]'],
  ['Subject: =?nonsense?q?=41?=\n', '=?nonsense?q?=41?='],
  [`Subject: \u202egnp.exe ${'x'.repeat(300)}\n`, `gnp.exe ${'x'.repeat(112)}`],
])('%j', (text, title) => {
  expect(patchTitle(text)).toBe(title);
});
