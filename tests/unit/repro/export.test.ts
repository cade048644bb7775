import { constants, gzipSync as nativeGzip } from 'node:zlib';
import { gzipSync } from 'fflate';
import { createTar } from 'nanotar';
import { describe, expect, test } from 'vitest';
import { nativeFlags } from '../../../src/repro/export/native-flags.ts';
import { readTar, writeTar } from '../../../src/repro/export/tar.ts';
import {
  ArchiveError,
  asHtml,
  asMail,
  asMarkdown,
  badgeMarkdown,
  badgeSvg,
  readArchive,
  reproSh,
  writeArchive,
  writeReproJson,
} from '../../../src/repro/index.ts';
import { postedCommand, postedOutput } from '../../founding/case.ts';
import { EXPERIMENT, HOSTILE } from './experiment.ts';
import { FOUNDING } from './founding.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('mail', () => {
  const mail = asMail(EXPERIMENT);

  test('nothing but the compiler’s own lines and the link is wider than 72 columns', () => {
    const own = new Set([...postedOutput.split('\n'), EXPERIMENT.link]);
    expect(mail.split('\n').filter((line) => line.length > 72 && !own.has(line))).toEqual([]);
    const long = {
      ...EXPERIMENT,
      repro: { ...FOUNDING, title: 'x'.repeat(200), directory: `/${'y'.repeat(190)}` },
    };
    expect(
      asMail(long)
        .split('\n')
        .filter((line) => line.length > 72 && !own.has(line) && !line.includes('yyy')),
    ).toEqual([]);
  });

  test('says what a maintainer asks: command, errors, versions, what was edited', () => {
    expect(mail).toContain(postedOutput.trimEnd());
    expect(mail).toContain('Does not compile: 8 errors.');
    expect(mail.replace(/\s+/g, ' ')).toContain('linux-libc-dev 5.10.223-1');
    expect(mail).toContain('removed VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM (nvlink2 removed)');
    expect(mail.split('\n')).toContain(EXPERIMENT.link);
  });

  test('its command is the same to a shell', () => {
    const block = /Command:\n((?:.*\\\n)*.*)\n/.exec(mail)![1]!;
    expect(nativeFlags(block.replace(/\\\n/g, ' '))).toEqual(nativeFlags(postedCommand));
  });
});

describe('Markdown', () => {
  test('holds command and output in blocks, and the link', () => {
    const markdown = asMarkdown(EXPERIMENT);
    expect(markdown).toContain(`\`\`\`sh\n${postedCommand}\n\`\`\``);
    expect(markdown).toContain(`\`\`\`text\n${postedOutput.trimEnd()}\n\`\`\``);
    expect(markdown).toContain(`[Run it yourself](${EXPERIMENT.link})`);
  });

  test('no text of a stranger becomes markup outside a block', () => {
    const outside = asMarkdown(HOSTILE)
      .replace(/^(`{3,})[a-z]*\n[\s\S]*?\n\1$/gm, '')
      .replace(/(?<!\\)`[^`\n]*`/g, '');
    expect(outside).not.toMatch(/<(?!\/?(?:details|summary|code)>)/);
    expect(outside).not.toMatch(/(?<!\\)\[x\]/);
    expect(outside).not.toContain('@everyone');
    expect(outside).not.toContain('](javascript');
  });

  test('no text ends its block early', () => {
    expect(asMarkdown(HOSTILE)).toContain('`````text\n');
  });
});

describe('HTML', () => {
  test('is whole by itself: no script, nothing fetched', () => {
    const html = asHtml(EXPERIMENT);
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain(
      '<pre tabindex="0">\n../../hw/vfio/pci-quirks.c: In function ‘vfio_pci_nvidia_v100_ram_init’:',
    );
  });

  test('every text of a stranger is text', () => {
    const html = asHtml(HOSTILE);
    expect(html).not.toMatch(/<script|<img|<b>/i);
    expect(html).not.toContain('href="javascript');
    expect(html.match(/<\/pre>/g)).toHaveLength(html.match(/<pre /g)!.length);
  });
});

describe('badge', () => {
  test('is an image with a name, its texts escaped', () => {
    const svg = badgeSvg('8 errors <with> "GCC" & more');
    expect(svg).toContain('aria-label="undeclared: 8 errors &lt;with&gt; &quot;GCC&quot; &amp; more"');
    expect(svg).toContain('role="img"');
    expect(badgeSvg('x'.repeat(500)).length).toBeLessThan(1_200);
  });

  test('its Markdown cannot be ended by a link', () => {
    expect(badgeMarkdown('https://example.org/#r1.abc', 'https://example.org/badge.svg')).toBe(
      '[![Open repro in Undeclared](https://example.org/badge.svg)](https://example.org/#r1.abc)',
    );
    expect(badgeMarkdown('https://x/) [y](z', 'https://x/')).not.toContain(') [');
  });
});

describe('archive', () => {
  const closure = new Map([
    ['/usr/include/linux/vfio.h', bytes('#define VFIO 1\n')],
    ['/build/qemu-5.2/hw/vfio/pci-quirks.c', bytes('#include <linux/vfio.h>\n')],
    [`/usr/include/${'deep/'.repeat(30)}ünïcode name.h`, bytes('')],
  ]);

  test('comes back as the same repro with the same files', () => {
    const { repro, tree } = readArchive(writeArchive(EXPERIMENT, closure));
    expect(repro).toEqual(EXPERIMENT.repro);
    expect(tree).toEqual(closure);
  });

  test('equal experiments make equal archives', () => {
    expect(writeArchive(EXPERIMENT, new Map([...closure].reverse()))).toEqual(
      writeArchive(EXPERIMENT, closure),
    );
  });

  test('the reader’s files take the place of those that were read', () => {
    const own = { ...FOUNDING, consumer: { files: [{ path: '/usr/include/linux/vfio.h', text: 'mine\n' }] } };
    const { tree } = readArchive(writeArchive({ ...EXPERIMENT, repro: own }, closure));
    expect(new TextDecoder().decode(tree.get('/usr/include/linux/vfio.h'))).toBe('mine\n');
  });

  test('a path that is none is not written', () => {
    expect(() => writeArchive(EXPERIMENT, new Map([['/a/../../b', bytes('')]]))).toThrow(ArchiveError);
  });

  const json = bytes(writeReproJson(FOUNDING));
  const archive = (...names: string[]) =>
    gzipSync(
      createTar([
        { name: 'repro/repro.json', data: json },
        ...names.map((name) => ({ name, data: bytes('x') })),
      ]),
    );

  test('one made by another tar opens too', () => {
    expect(readArchive(archive('./repro/tree/usr/include/a.h')).repro).toEqual(FOUNDING);
  });

  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'repro/../../x',
    'repro/tree/a\u0001b',
    'repro\\..\\x',
    'repro/./x',
    'repro//x',
    'a\u202eb',
  ])('a file called %j is refused', (name) => {
    expect(() => readArchive(archive(name))).toThrow(expect.objectContaining({ kind: 'hostile' }));
  });

  test.each(['1', '2', '3', '4', '6'])('an entry of type %s (a link, a device) is refused', (type) => {
    const tar = createTar([{ name: 'a', data: bytes('') }]);
    tar[156] = type.charCodeAt(0);
    let sum = 0;
    for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 32 : tar[at]!;
    tar.set(bytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    expect(() => readArchive(gzipSync(tar))).toThrow(expect.objectContaining({ kind: 'hostile' }));
  });

  test('a bomb, noise, a cut, and an archive without a repro are told apart', () => {
    expect(() =>
      readArchive(nativeGzip(new Uint8Array(70_000_000), { level: constants.Z_BEST_SPEED })),
    ).toThrow(expect.objectContaining({ kind: 'too-large' }));
    expect(() => readArchive(bytes('hello'))).toThrow(expect.objectContaining({ kind: 'damaged' }));
    expect(() => readArchive(new Uint8Array(0))).toThrow(ArchiveError);
    expect(() => readArchive(writeArchive(EXPERIMENT, closure).subarray(0, 900))).toThrow(ArchiveError);
    expect(() => readArchive(gzipSync(createTar([{ name: 'a', data: bytes('x') }])))).toThrow(
      expect.objectContaining({ kind: 'not-a-repro' }),
    );
    expect(() => readArchive(new Uint8Array(33_000_000))).toThrow(
      expect.objectContaining({ kind: 'too-large' }),
    );
  });

  test('more files than an archive may have are refused', () => {
    const many = writeTar(Array.from({ length: 20 }, (_, n) => ({ name: `f${n}`, data: bytes('') })));
    expect(() => readTar(many, 10)).toThrow(expect.objectContaining({ kind: 'too-large' }));
  });

  test('a flipped byte never opens anything but typed errors or a valid repro', () => {
    const good = writeTar([
      { name: 'repro/repro.json', data: json },
      { name: 'repro/tree/a.h', data: bytes('a') },
    ]);
    for (let at = 0; at < 1_024; at += 2) {
      const bad = good.slice();
      bad[at]! ^= 1 << (at % 8);
      try {
        readArchive(gzipSync(bad, { level: 1 }));
      } catch (error) {
        expect((error as Error).name).toMatch(/^(ArchiveError|ReproError)$/);
      }
    }
  });
});

describe('repro.sh', () => {
  test('takes of the founding command what checks the source', () => {
    const { words, leftOut } = nativeFlags(postedCommand);
    const texts = words.map((word) => ('text' in word ? word.text : word.before + word.path));
    expect(leftOut).toEqual([]);
    expect(texts.at(-1)).toBe('../../hw/vfio/pci-quirks.c');
    expect(texts).toContain('-DCONFIG_TARGET="ppc64-softmmu-config-target.h"');
    expect(texts).toContain('-Wimplicit-fallthrough=2');
    expect(texts.filter((text) => /^-(M|o|c$|pipe|g)/.test(text))).toEqual([]);
  });

  test.each([
    '-wrapper sh,-c,id',
    '-fplugin=/tmp/x.so',
    '-fplugin-arg-x-y=z',
    '-specs=/tmp/x',
    '-B/tmp',
    '@/tmp/options',
    '-Wp,-MD,/tmp/x',
    '-Wa,x',
    '-Wl,x',
    '-Xpreprocessor -MD',
    '-save-temps=obj',
    '-fdump-tree-all=/tmp/x',
    '-dumpdir /tmp',
    '-aux-info /tmp/x',
    '-fmodule-mapper=id',
    '-fdiagnostics-add-output=sarif:file=/tmp/x',
    '-fprofile-dir=/tmp',
    '-ftest-coverage',
    '-fauto-profile=/tmp/x',
    '--sysroot=/',
    '-x assembler',
    '-fuse-ld=x',
    '-load /tmp/x.so',
  ])('leaves out %s', (flags) => {
    const { words, leftOut } = nativeFlags(`gcc -Wall ${flags} -c a.c`);
    expect(leftOut[0]).toBe(flags.split(' ')[0]);
    expect(words[0]).toEqual({ text: '-Wall' });
  });

  test('every word of a stranger is quoted, whatever it holds', () => {
    const { script } = reproSh({
      command: `gcc "-DX=\`id\`" '-DY=$(id)' "-DZ='; id; '" -I'/a b' -c 'a;id.c'`,
      directory: `/src/$(id) 'x'`,
      systemIncludes: ['/usr/include'],
    });
    expect(script).toContain(`  '-DX=\`id\`' \\\n`);
    expect(script).toContain(`  '-DY=$(id)' \\\n`);
    expect(script).toContain(`  -I"$tree"'/a b' \\\n`);
    expect(script).toContain(`cd -- "$tree"'/src/$(id) '\\''x'\\''' || exit 2`);
    expect(script).toContain(`  'a;id.c' \\\n`);
  });
});
