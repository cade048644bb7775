import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { partsFor } from '../../../wasm/gcc/patches.ts';

const source = mkdtempSync(join(tmpdir(), 'undeclared-source-'));
mkdirSync(join(source, 'gcc/c'), { recursive: true });
writeFileSync(join(source, 'gcc/c/c-typeck.cc'), 'old\n');
afterAll(() => rmSync(source, { recursive: true, force: true }));

const change = (path: string) => `--- a/src/${path}\n+++ b/src/${path}\n@@ -1 +1 @@\n-old\n+new\n`;
const creation = (path: string) => `--- /dev/null\n+++ b/src/${path}\n@@ -0,0 +1 @@\n+new\n`;

describe('of a patch of the source package', () => {
  it('what concerns files that were unpacked is taken, and nothing else', () => {
    const patch = [
      '# DP: updates\n',
      change('gcc/testsuite/gcc.dg/a.c'),
      change('gcc/c/c-typeck.cc'),
      change('gcc/po/de.po'),
    ].join('');
    expect(partsFor(source, patch)).toEqual([change('gcc/c/c-typeck.cc')]);
  });

  it('new files are taken where their folder was unpacked', () => {
    const patch = creation('gcc/c/c-new.cc') + creation('gcc/testsuite/gcc.dg/b.c');
    expect(partsFor(source, patch)).toEqual([creation('gcc/c/c-new.cc')]);
  });

  it('what git says of a file left out is not read as of the one before', () => {
    const left = 'diff --git a/x b/x\nnew file mode 100644\nindex 000000000000..064b76208ca9\n';
    expect(partsFor(source, change('gcc/c/c-typeck.cc') + left + creation('x/y'))).toEqual([
      change('gcc/c/c-typeck.cc'),
    ]);
  });
});
