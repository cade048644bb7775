import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  type ConsumerDefaults,
  DamagedLinkError,
  decodeLink,
  encodeLink,
  hasLink,
  InvalidLinkError,
  type LinkContext,
  LinkTooLargeError,
  NewerLinkError,
  NotALinkError,
  OriginalMissingError,
  type Repro,
  TruncatedLinkError,
  UnknownConsumerError,
} from '../../../src/repro/index.ts';
import { crc32, toText } from '../../../src/repro/link/alphabet.ts';
import { DICTIONARY_1 } from '../../../src/repro/link/dictionary-1.ts';
import { anyRepro } from './arbitrary.ts';
import { CONTEXT, FILE, FOUNDING, ORIGINAL } from './founding.ts';

const ADDRESS = 'https://example.org/undeclared/#';

/** 300 lines of C as people write it, no two alike. */
const pasted = Array.from({ length: 60 }, (_, i) =>
  [
    `/* Device ${i}: asks what region ${(i * 37) % 101} offers and prints its size. */`,
    `static int describe_region_${i}(int device, struct vfio_region_info *info)`,
    `{\n    if (ioctl(device, VFIO_DEVICE_GET_REGION_INFO, info) < ${i % 7}) return -${(i * 13) % 41};`,
    `    printf("region %u at %llx: ${['ram', 'atsd', 'speed', 'config'][i % 4]} ${i * i}\\n", info->index, info->offset);`,
  ].join('\n'),
)
  .join('\n')
  .concat('\n');

const own: Repro = {
  schema: 1,
  title: 'main.c',
  note: 'Does it still compile?',
  toolchain: { id: 'clang-22', hash: 'a7'.repeat(16) },
  headers: [
    { id: 'glibc-2.41', hash: '1f'.repeat(16) },
    { id: 'linux-6.12', hash: '2e'.repeat(16) },
  ],
  consumer: { files: [{ path: '/home/user/src/main.c', text: pasted }] },
  command: 'gcc -Wall -Wextra -c main.c',
  directory: '/home/user/src',
};

/** A link of format 1 around any wire form, checksum and all. */
function linkAround(wire: unknown, bytes: number[] = []): string {
  const dictionary = new TextEncoder().encode(DICTIONARY_1);
  const body = deflateSync(new TextEncoder().encode(JSON.stringify(wire)), { dictionary });
  return `r1.${toText('r1.', Uint8Array.from([bytes.length & 0xff, bytes.length >> 8, ...bytes, ...body]))}`;
}

describe('a share link is short', () => {
  test('300 lines pasted are 300 lines', () => expect(pasted.split('\n')).toHaveLength(301));

  test('the founding case, with its hashes and what its author saw, fits in 300 characters', async () => {
    expect((ADDRESS + (await encodeLink(FOUNDING, CONTEXT))).length).toBeLessThanOrEqual(300);
  });

  test.each([
    [
      'two lines added',
      ORIGINAL.replace('static int quirk_900(', '/* why */\nint unused;\nstatic int quirk_900('),
      FOUNDING.command,
    ],
    [
      'two lines changed far apart',
      ORIGINAL.replace('quirk_3(', 'first(').replace('quirk_1600(', 'last('),
      FOUNDING.command,
    ],
    ['a flag more', ORIGINAL, FOUNDING.command.replace('-Wall', '-Wall -Wextra -Wno-unused-parameter')],
    ['forty lines removed', ORIGINAL.split('\n').toSpliced(200, 40).join('\n'), FOUNDING.command],
  ])('a catalogue consumer with a small edit (%s) fits in 600', async (_, text, command) => {
    const edited: Repro = {
      ...FOUNDING,
      command,
      consumer: { ...FOUNDING.consumer, files: [{ path: FILE, text }] },
    };
    const link = await encodeLink(edited, CONTEXT);
    expect((ADDRESS + link).length).toBeLessThanOrEqual(600);
    expect((await decodeLink(link, CONTEXT)).repro).toEqual(edited);
  });

  test('edits of headers by name fit in 600', async () => {
    const names = FOUNDING.command
      .match(/-W[a-z-]+/g)!
      .map((flag) => `VFIO_${flag.replaceAll('-', '_').toUpperCase()}`);
    const edits = names.slice(0, 6).map((name) => ({ kind: 'reserve' as const, name }));
    const link = await encodeLink({ ...FOUNDING, edits }, CONTEXT);
    expect((ADDRESS + link).length).toBeLessThanOrEqual(600);
  });

  test('a pasted file of 300 lines fits in 8,000', async () => {
    const link = await encodeLink(own, CONTEXT);
    expect((ADDRESS + link).length).toBeLessThanOrEqual(8_000);
    expect((await decodeLink(link, CONTEXT)).repro).toEqual(own);
  });
});

describe('a share link survives its way', () => {
  const link = encodeLink(FOUNDING, CONTEXT);
  const opens = async (text: string) => expect((await decodeLink(text, CONTEXT)).repro).toEqual(FOUNDING);

  test('it has only characters that mail, chat and Markdown leave alone, and ends in a letter or digit', async () => {
    expect(await link).toMatch(/^r1\.[A-Za-z0-9_-]+[A-Za-z0-9]$/);
  });

  test('it opens as a fragment, with its mark, and as a whole address', async () => {
    await opens(await link);
    await opens(`#${await link}`);
    await opens(ADDRESS + (await link));
    await opens(`https://example.org/r1.beta/#${await link}`);
  });

  test('it opens out of a sentence, with the punctuation after it', async () => {
    await opens(`See ${ADDRESS}${await link}.`);
    await opens(`(<${ADDRESS}${await link}>), and tell me what you think`);
    await opens(`[the repro](${ADDRESS}${await link}) shows it`);
    await opens(`${ADDRESS}${await link}\n\nRegards,\nA reader`);
  });

  test('it opens wrapped and quoted by mail programs', async () => {
    const wrapped = (ADDRESS + (await link)).match(/.{1,60}/g)!;
    await opens(wrapped.join('\n'));
    await opens(wrapped.map((line) => `> ${line}`).join('\r\n'));
    await opens(wrapped.map((line) => `> > ${line}`).join('\n'));
    await opens(wrapped.join('=\r\n'));
    await opens(wrapped.join(' \n   '));
    await opens(wrapped.join('\u200b'));
  });

  test('it opens percent-encoded, once and twice', async () => {
    const hard = (text: string) =>
      text.replace(/[^A-Za-z0-9]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
    await opens(hard(ADDRESS + (await link)));
    await opens(hard(hard(ADDRESS + (await link))));
  });

  test('the embed form says so and opens as the same repro', async () => {
    const embed = await encodeLink(FOUNDING, CONTEXT, { embed: true });
    expect(embed).toBe(`embed.${await link}`);
    expect(await decodeLink(ADDRESS + embed, CONTEXT)).toEqual({
      repro: FOUNDING,
      embed: true,
      defaultsChanged: false,
    });
  });

  test('making it twice gives the same', async () => {
    expect(await encodeLink(structuredClone(FOUNDING), CONTEXT)).toBe(await link);
  });
});

describe('a link says what is wrong with it', () => {
  const fails = async (text: string, kind: new (...args: never[]) => Error, context: LinkContext = CONTEXT) =>
    expect(decodeLink(text, context)).rejects.toBeInstanceOf(kind);

  test('cut off anywhere after its prefix: truncated', async () => {
    const link = await encodeLink(FOUNDING, CONTEXT);
    for (let length = 3; length < link.length; length++)
      await fails(link.slice(0, length), TruncatedLinkError);
    await expect(decodeLink(link.slice(0, 90), CONTEXT)).rejects.toThrow(`90 of ${link.length} characters`);
  });

  test('one character changed: damaged', async () => {
    const link = await encodeLink(FOUNDING, CONTEXT);
    for (let at = 6; at < link.length; at++) {
      const other = link[at] === 'A' ? 'B' : 'A';
      await fails(link.slice(0, at) + other + link.slice(at + 1), DamagedLinkError);
    }
  });

  test('a later format: newer, even where the rest cannot be read', async () => {
    await fails(`${ADDRESS}r2.AAAA`, NewerLinkError);
    await fails('#embed.r17.', NewerLinkError);
  });

  test.each(['', 'hello', ADDRESS, '#', '#r1', 'https://example.org/#about', 'r1'])(
    '%j: not a link',
    async (text) => {
      await fails(text, NotALinkError);
      expect(hasLink(text)).toBe(false);
    },
  );

  test('10 MB of letters: too large, unread', async () => {
    await fails(`#r1.${'A'.repeat(10_000_000)}`, LinkTooLargeError);
    await fails(' '.repeat(1_900_000), NotALinkError);
    await fails('%25'.repeat(600_000), NotALinkError);
    await fails('\n>'.repeat(900_000), NotALinkError);
  });

  test('a deflate bomb of 100 MB ends at the limit', async () => {
    const bomb = deflateRawSync(new Uint8Array(100_000_000), { level: 9 });
    expect(bomb.length).toBeLessThan(200_000);
    const link = `r1.${toText('r1.', Uint8Array.from([0, 0, ...bomb]))}`;
    await fails(link, LinkTooLargeError);
  }, 10_000);

  test('a consumer the catalogue does not have, unless nothing was left to the catalogue', async () => {
    const link = await encodeLink(FOUNDING, CONTEXT);
    await fails(link, UnknownConsumerError, { defaults: () => undefined });
    const whole = await encodeLink(FOUNDING, { defaults: () => undefined });
    expect((await decodeLink(whole, CONTEXT)).repro).toEqual(FOUNDING);
  });

  test('an edit of a file that is not here, or that is another one here', async () => {
    const edited: Repro = {
      ...FOUNDING,
      consumer: { ...FOUNDING.consumer, files: [{ path: FILE, text: `${ORIGINAL}int more;\n` }] },
    };
    const link = await encodeLink(edited, CONTEXT);
    await fails(link, OriginalMissingError, { defaults: CONTEXT.defaults });
    await fails(link, OriginalMissingError, { ...CONTEXT, original: async () => `int before;\n${ORIGINAL}` });
    await fails(link, OriginalMissingError, { ...CONTEXT, original: async () => '' });
  });

  test('defaults that have changed since are told, and only where the link relied on them', async () => {
    const link = await encodeLink(FOUNDING, CONTEXT);
    const now = (changed: object): LinkContext => ({
      ...CONTEXT,
      defaults: (id) => ({ ...CONTEXT.defaults(id)!, ...changed }),
    });
    expect((await decodeLink(link, now({ command: 'gcc -c other.c' }))).defaultsChanged).toBe(true);
    expect((await decodeLink(link, now({ headers: [{ id: 'glibc-2.43' }] }))).defaultsChanged).toBe(false);
    expect((await decodeLink(link, now({ toolchain: { id: 'gcc-9' } }))).defaultsChanged).toBe(true);
  });
});

describe('a link that is well made but hostile holds no valid repro', () => {
  const base = { t: 'clang-22', h: ['linux-6.12'], m: 'gcc -c a.c', d: '/src' };
  const manyFiles = Array.from({ length: 1000 }, (_, i) => [`/src/f${i}.c`, '']);

  test('the base of these is valid by itself', async () => {
    expect((await decodeLink(linkAround(base), CONTEXT)).repro.command).toBe('gcc -c a.c');
  });

  test.each([
    ['a path upwards', { f: [['../../etc/passwd', '']] }],
    ['a path upwards below the root', { f: [['/src/../../etc/passwd', '']] }],
    ['a relative path', { f: [['a.c', '']] }],
    ['a NUL in a path', { f: [['/src/a.c\0.txt', '']] }],
    ['a direction override in a path', { f: [['/src/a\u202ec.exe', '']] }],
    ['a line break in a title', { n: 'a\nb' }],
    ['a direction override in a title', { n: 'all \u202egood' }],
    ['an escape in the note', { o: '\u001b]0;owned\u0007' }],
    ['a thousand files', { f: manyFiles }],
    [
      'a path twice',
      {
        f: [
          ['/src/a.c', ''],
          ['/src/a.c', 'x'],
        ],
      },
    ],
    ['an endless name', { f: [[`/src/${'a'.repeat(5000)}`, '']] }],
    ['a directory upwards', { d: '/src/..' }],
    ['an id with a path', { t: '../toolchain' }],
    ['a snapshot with a path', { h: ['https://example.org/'] }],
    ['a hundred snapshots', { h: Array.from({ length: 100 }, () => 'linux-6.12') }],
    ['an edit of no known kind', { e: [[9, 'X']] }],
    ['an edit of no name', { e: [[0, '*/ int x; /*']] }],
    ['a delta of no consumer', { f: [['/src/a.c', [0, 1, 'x']]] }],
    ['expected diagnostics cut off', { w: [1, [17, 'a.c']] }],
    ['expected lines below zero', { w: [1, [17, 'a.c', -4, 2]] }],
    ['a shape of another kind', { f: { length: 1e9 } }],
  ])('%s', async (_, hostile) => {
    await expect(
      decodeLink(linkAround({ ...base, ...hostile }, new Array(32).fill(7)), CONTEXT),
    ).rejects.toMatchObject({
      kind: expect.stringMatching(/^(invalid|original-missing)$/),
    });
  });

  test('hashes that are not there', async () => {
    await expect(decodeLink(linkAround({ ...base, x: 3 }, [1, 2, 3]), CONTEXT)).rejects.toBeInstanceOf(
      InvalidLinkError,
    );
  });

  test.each(['"text"', 'null', '[]', '7', '{}'])('no wire form at all: %s', async (json) => {
    await expect(decodeLink(linkAround(JSON.parse(json)), CONTEXT)).rejects.toBeInstanceOf(InvalidLinkError);
  });

  test('a script in a title is a title, and __proto__ is a file name', async () => {
    const title = '<script>alert(1)</script>';
    const wire = JSON.parse(
      `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"n":${JSON.stringify(title)},"f":[["/__proto__/constructor",""]]}`,
    );
    const { repro } = await decodeLink(linkAround({ ...base, ...wire }), CONTEXT);
    expect(repro.title).toBe(title);
    expect(repro.consumer.files[0]?.path).toBe('/__proto__/constructor');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('links hold for any input', () => {
  test('any valid repro comes back equal, with a catalogue and without', async () => {
    const contexts: LinkContext[] = [
      CONTEXT,
      { defaults: () => undefined },
      { defaults: (id) => ({ title: id }) },
    ];
    await fc.assert(
      fc.asyncProperty(anyRepro, fc.constantFrom(...contexts), async (repro, context) => {
        const opened = await decodeLink(await encodeLink(repro, context), context);
        expect(opened).toEqual({ repro, embed: false, defaultsChanged: false });
      }),
      { numRuns: 800 },
    );
  });

  test('any edit of an original comes back equal', async () => {
    const lines = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd'), { maxLength: 30 })
      .map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(lines, lines, async (original, text) => {
        const context: LinkContext = { ...CONTEXT, original: async () => original };
        const repro = { ...FOUNDING, consumer: { ...FOUNDING.consumer, files: [{ path: FILE, text }] } };
        expect((await decodeLink(await encodeLink(repro, context), context)).repro).toEqual(repro);
      }),
      { numRuns: 500 },
    );
  });

  test('100,000 hostile links end in a typed error or a valid repro, in bounded time', async () => {
    const good = [await encodeLink(FOUNDING, CONTEXT), await encodeLink({ ...own, note: '' }, CONTEXT)];
    const random = mulberry32(20210504);
    const pick = (n: number) => Math.floor(random() * n);
    const alphabet = 'ABCabc019-_.#%>=\n\0\u202e é';
    const kinds = {
      truncated: () => good[pick(2)]!.slice(0, pick(good[0]!.length)),
      flipped: () => {
        const bytes = new TextEncoder().encode(good[0]!);
        for (let n = 0; n <= pick(3); n++) bytes[pick(bytes.length)]! ^= 1 << pick(7);
        return new TextDecoder().decode(bytes);
      },
      letters: () =>
        `#r1.${Array.from({ length: pick(80) }, () => alphabet[pick(alphabet.length)]).join('')}`,
      // These have a right checksum, so that what is behind it gets its share.
      bytes: () =>
        `r1.${toText(
          'r1.',
          Uint8Array.from({ length: pick(60) }, () => pick(256)),
        )}`,
      spliced: () => good[0]!.slice(0, pick(200)) + good[1]!.slice(pick(200)),
      wire: () =>
        linkAround(
          hostileWire(pick),
          Array.from({ length: pick(40) }, () => pick(256)),
        ),
    };
    const outcomes = new Map<string, number>();
    for (let n = 0; n < 102_000; n++) {
      const kind = n % 16 === 0 ? 'wire' : (Object.keys(kinds) as (keyof typeof kinds)[])[n % 5]!;
      const outcome = await decodeLink(kinds[kind](), CONTEXT).then(
        () => 'opened',
        (error: unknown) => (error as { kind?: string }).kind ?? `untyped: ${error}`,
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const kindsSeen = [...outcomes.keys()].filter((outcome) => outcome.startsWith('untyped'));
    expect(kindsSeen).toEqual([]);
    expect(outcomes.get('damaged')).toBeGreaterThan(1_000);
    expect(outcomes.get('invalid')).toBeGreaterThan(1_000);
    expect(outcomes.get('truncated')).toBeGreaterThan(1_000);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  }, 60_000);
});

describe('links made once open for ever', () => {
  const kept = <T>(name: string): T =>
    JSON.parse(readFileSync(new URL(`./links/${name}.json`, import.meta.url), 'utf8'));
  const catalogue = kept<{ defaults: Record<string, ConsumerDefaults>; originals: Record<string, string> }>(
    'catalogue',
  );
  const context: LinkContext = {
    defaults: (consumer) => catalogue.defaults[consumer],
    original: async (_consumer, path) => catalogue.originals[path],
  };

  test.each(kept<string[]>('index'))('%s', async (name) => {
    const text = readFileSync(new URL(`./links/${name}.txt`, import.meta.url), 'utf8');
    expect((await decodeLink(text, context)).repro).toEqual(kept(name));
  });

  test('the dictionary of format 1 is what it was', () => {
    expect(crc32(new TextEncoder().encode(DICTIONARY_1))).toMatchInlineSnapshot(`3176941216`);
  });
});

/** Deterministic, so that a failure can be found again. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A wire form with one or several of its fields made hostile. */
function hostileWire(pick: (n: number) => number): unknown {
  const strings = [
    '../../etc/passwd',
    '/../etc',
    '__proto__',
    '<script>alert(1)</script>',
    '\u202e',
    '\0',
    'a'.repeat(9_000),
    '/ok.c',
    'clang-22',
    '',
  ];
  const values: unknown[] = [
    ...strings,
    null,
    -1,
    1e308,
    [],
    {},
    [[]],
    [0, 1, '/x'],
    [['/a.c', [0, 9, 'x']]],
    [['../a', '']],
    [1, [17]],
    [[0, 'X']],
    true,
  ];
  const fields = ['c', 't', 'h', 'x', 'n', 'o', 'm', 'd', 'e', 'f', 'w', '__proto__', 'constructor'];
  const wire: [string, unknown][] = [
    ['t', 'clang-22'],
    ['h', ['linux-6.12']],
    ['m', 'gcc -c a.c'],
    ['d', '/src'],
  ];
  for (let n = 0; n <= pick(4); n++) wire.push([fields[pick(fields.length)]!, values[pick(values.length)]]);
  return JSON.parse(
    `{${wire.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
  );
}
