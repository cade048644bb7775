/** Patches as people send them, applied to headers as they are installed. */
import { describe, expect, test } from 'vitest';
import { applyPatchEdit, EditImpossible, PatchRejected } from '../../../src/headers/index.ts';
import { textOf, treeOf } from './grammar.ts';

const path = '/usr/include/linux/gadget.h';
const text = `#ifndef GADGET_H
#define GADGET_H

#define GADGET_KEPT 1
#define GADGET_OLD 2
#define GADGET_LAST 3

#endif /* GADGET_H */
`;
const tree = treeOf({ [path]: text, '/usr/include/x86_64-linux-gnu/asm/gadget.h': '#define ASM 1\n' });

const hunk = `@@ -3,5 +3,4 @@
 
 #define GADGET_KEPT 1
-#define GADGET_OLD 2
 #define GADGET_LAST 3
 
`;
const diffOf = (name: string, body = hunk) => `--- a/${name}\n+++ b/${name}\n${body}`;

describe('a patch', () => {
  test.each([
    'include/uapi/linux/gadget.h',
    'usr/include/linux/gadget.h',
    'linux-headers/linux/gadget.h',
    'linux/gadget.h',
  ])('of %s changes the installed header', (name) => {
    const { tree: patched, touched } = applyPatchEdit(tree, diffOf(name));
    expect(touched).toEqual([path]);
    expect(textOf(patched, path)).toBe(text.replace('#define GADGET_OLD 2\n', ''));
  });

  test('comes in a mail, with prose before it and a signature after it', () => {
    const mail = `From 1234 Mon Sep 17 00:00:00 2001
From: Somebody <somebody@example.org>
Subject: [PATCH] gadget: remove GADGET_OLD

Nobody uses it.
---
 include/uapi/linux/gadget.h | 1 -
 1 file changed, 1 deletion(-)

diff --git a/include/uapi/linux/gadget.h b/include/uapi/linux/gadget.h
index 1111111..2222222 100644
${diffOf('include/uapi/linux/gadget.h')}-- 
2.30.2
`;
    expect(textOf(applyPatchEdit(tree, mail).tree, path)).not.toContain('GADGET_OLD');
  });

  test('made against the source fits what installing makes of it', () => {
    const body = `@@ -1,4 +1,4 @@
 #ifndef _UAPIGADGET_H
 #define _UAPIGADGET_H
 
-#define GADGET_KEPT 1
+#define GADGET_KEPT 4
`;
    expect(textOf(applyPatchEdit(tree, diffOf('include/uapi/linux/gadget.h', body)).tree, path)).toContain(
      'KEPT 4',
    );
  });

  test('finds its place when lines stand further down', () => {
    const moved = treeOf({ [path]: `/* one\n * more\n */\n${text}` });
    expect(textOf(applyPatchEdit(moved, diffOf('include/uapi/linux/gadget.h')).tree, path)).not.toContain(
      'OLD',
    );
  });

  test('says which of its files are no header here', () => {
    const both = diffOf('drivers/gadget.c') + diffOf('include/uapi/linux/gadget.h');
    expect(applyPatchEdit(tree, both).elsewhere).toEqual(['drivers/gadget.c']);
    expect(() => applyPatchEdit(tree, diffOf('drivers/gadget.c'))).toThrow(
      /touches no header.*drivers\/gadget\.c/,
    );
  });

  test('that does not fit is shown with its neighbourhood, and nothing of it is applied', () => {
    const wrong = hunk.replace('GADGET_OLD 2', 'GADGET_OLD 7');
    const both = diffOf(
      'arch/x86/include/uapi/asm/gadget.h',
      '@@ -1 +1 @@\n-#define ASM 1\n+#define ASM 2\n',
    );
    const edit = () => applyPatchEdit(tree, both + diffOf('include/uapi/linux/gadget.h', wrong));
    expect(edit).toThrow(PatchRejected);
    expect(edit).toThrow(/Hunk 1 of 1 for \/usr\/include\/linux\/gadget\.h does not apply/);
    expect(edit).toThrow(/-#define GADGET_OLD 7[\s\S]*5 \| #define GADGET_OLD 2/);
    expect(textOf(tree, '/usr/include/x86_64-linux-gnu/asm/gadget.h')).toBe('#define ASM 1\n');
  });

  test('adds a header', () => {
    const added = '--- /dev/null\n+++ b/include/uapi/linux/new.h\n@@ -0,0 +1 @@\n+#define NEW 1\n';
    expect(textOf(applyPatchEdit(tree, added).tree, '/usr/include/linux/new.h')).toBe('#define NEW 1\n');
  });

  test.each([
    ['no patch', 'just words\n'],
    ['a path that leaves the tree', diffOf('include/uapi/../../../etc/passwd')],
    ['an absolute path beside it', diffOf('/etc/passwd')],
  ])('%s is refused', (_, patch) => {
    expect(() => applyPatchEdit(tree, patch)).toThrow(/There is no unified diff|touches no header/);
  });

  test('cut off in the middle is refused', () => {
    expect(() => applyPatchEdit(tree, diffOf('linux/gadget.h', hunk.slice(0, 40)))).toThrow(EditImpossible);
  });

  test('keeps what is beyond ASCII, in whatever encoding', () => {
    const latin = new Map([[path, Uint8Array.of(0x2f, 0x2a, 0xe9, 0x2a, 0x2f, 10, 0x61, 10)]]);
    const { tree: patched } = applyPatchEdit(latin, diffOf('linux/gadget.h', '@@ -2 +2 @@\n-a\n+ü\n'));
    expect([...patched.get(path)!]).toEqual([0x2f, 0x2a, 0xe9, 0x2a, 0x2f, 10, 0xc3, 0xbc, 10]);
  });
});
