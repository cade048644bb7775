import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { materialise, readTree } from '../../../src/setup/index.ts';

function packageFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'undeclared-tree-'));
  mkdirSync(join(root, 'usr/include/x86_64-linux-gnu'), { recursive: true });
  mkdirSync(join(root, 'usr/lib/linux/uapi/x86/asm'), { recursive: true });
  writeFileSync(join(root, 'usr/lib/linux/uapi/x86/asm/a.h'), 'asm\n');
  writeFileSync(join(root, 'usr/include/plain.h'), 'plain\n');
  symlinkSync('/usr/lib/linux/uapi/x86/asm', join(root, 'usr/include/x86_64-linux-gnu/asm'));
  symlinkSync('plain.h', join(root, 'usr/include/link.h'));
  symlinkSync('/etc/passwd', join(root, 'usr/include/absolute.h'));
  symlinkSync('../../../../../../etc/passwd', join(root, 'usr/include/climbs.h'));
  symlinkSync('self.h', join(root, 'usr/include/self.h'));
  return root;
}

describe('a tree read from an unpacked package', () => {
  it('has files where links led inside the package, and nothing where they led out or nowhere', async () => {
    const root = packageFolder();
    const tree = await readTree(join(root, 'usr/include'), { at: '/usr/include', root });
    expect([...tree.keys()].sort()).toEqual([
      '/usr/include/link.h',
      '/usr/include/plain.h',
      '/usr/include/x86_64-linux-gnu/asm/a.h',
    ]);
  });

  it('is laid out on disk again byte for byte', async () => {
    const root = packageFolder();
    const tree = await readTree(join(root, 'usr/include'), { at: '/usr/include', root });
    const out = mkdtempSync(join(tmpdir(), 'undeclared-out-'));
    await materialise(tree, out);
    expect(readFileSync(join(out, 'usr/include/x86_64-linux-gnu/asm/a.h'), 'utf8')).toBe('asm\n');
  });
});
