import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMirrors, readDeb822, readOneLine } from '../../../src/setup/debian/mirror.ts';
import { PackagesUnavailable } from '../../../src/setup/index.ts';

function aptFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'undeclared-apt-'));
  mkdirSync(join(folder, 'sources.list.d'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('the mirror', () => {
  it('is read from one-line sources', () => {
    expect(
      readOneLine('# deb x\ndeb [arch=amd64 signed-by=/k] http://m.test/debian bookworm main contrib # c\n'),
    ).toEqual([{ uri: 'http://m.test/debian', suite: 'bookworm', components: ['main', 'contrib'] }]);
  });

  it('is read from deb822 sources, commented lines and disabled entries left out', () => {
    const text =
      'Types: deb\n# URIs: http://old.test\nURIs: http://m.test/debian\nSuites: trixie\n trixie-updates\nComponents: main\n\nEnabled: no\nURIs: http://off.test\nSuites: trixie\nComponents: main\n';
    expect(readDeb822(text).map(({ uri, suite }) => `${uri} ${suite}`)).toEqual([
      'http://m.test/debian trixie',
      'http://m.test/debian trixie-updates',
    ]);
  });

  it("is Debian's, not another repository's", async () => {
    const folder = aptFolder({
      'sources.list.d/other.list': 'deb http://other.test/node nodistro main\n',
      'sources.list.d/debian.sources':
        'Types: deb\nURIs: http://m.test/debian/\nSuites: bookworm bookworm-updates\nComponents: main\n\nTypes: deb\nURIs: http://s.test/security\nSuites: bookworm-security\nComponents: main\n',
    });
    expect(await findMirrors({}, folder)).toEqual({
      archive: 'http://m.test/debian',
      security: 'http://s.test/security',
    });
  });

  it('is the one the environment names', async () => {
    const folder = aptFolder({});
    expect(await findMirrors({ UNDECLARED_MIRROR: 'http://e.test/debian' }, folder)).toEqual({
      archive: 'http://e.test/debian',
      security: 'http://e.test/debian-security',
    });
  });

  it('is asked for when nobody names one', async () => {
    await expect(findMirrors({}, aptFolder({}))).rejects.toThrow(PackagesUnavailable);
    await expect(findMirrors({}, aptFolder({}))).rejects.toThrow('Set UNDECLARED_MIRROR');
  });
});
