import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodePack, encodePack, type FileTree, PackCorrupt, treeHash } from '../../../src/headers/index.ts';
import { textOf, treeOf } from './grammar.ts';

const paths = fc
  .uniqueArray(fc.constantFrom('/a.h', '/b.h', '/linux/c.h', '/linux/d.h', '/linux/sub/e.h', '/x'), {
    maxLength: 6,
  })
  .map((list) => list.sort());
const line = fc.constantFrom('#define A 1', 'int x;', '', '/* \xe9 */', 'struct s {', '};', '\r');
const content = fc.oneof(
  fc.array(line, { maxLength: 30 }).map((lines) => new TextEncoder().encode(lines.join('\n'))),
  fc.uint8Array({ maxLength: 40 }),
);
const trees: fc.Arbitrary<FileTree> = paths.chain((list) =>
  fc
    .tuple(...list.map(() => content))
    .map((contents) => new Map(list.map((path, index) => [path, contents[index]!]))),
);

/** A pack with any table, as an attacker would make it. */
function forged(table: unknown, content = ''): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(table));
  const rest = new TextEncoder().encode(content);
  const payload = new Uint8Array(4 + head.length + rest.length);
  new DataView(payload.buffer).setUint32(0, head.length, true);
  payload.set(head, 4);
  payload.set(rest, 4 + head.length);
  return gzipSync(payload);
}
const table = (entries: unknown[], more = {}) => ({ format: 1, delta: false, entries, removed: [], ...more });

describe('a pack', () => {
  it('gives back any tree, whole', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (tree) => {
        const back = await decodePack(encodePack(tree));
        expect([...back.keys()].sort()).toEqual([...tree.keys()].sort());
        expect(await treeHash(back)).toBe(await treeHash(tree));
      }),
    );
  });

  it('gives back any tree, told against any other', async () => {
    await fc.assert(
      fc.asyncProperty(trees, trees, async (base, tree) => {
        expect(await treeHash(await decodePack(encodePack(tree, base), base))).toBe(await treeHash(tree));
      }),
    );
  });

  it('gives back a file that moved while another took its place', async () => {
    const base = treeOf({ '/b.h': 'int x;\n', '/d.h': '' });
    const tree = treeOf({ '/b.h': '', '/d.h': 'int x;\n' });
    expect(await treeHash(await decodePack(encodePack(tree, base), base))).toBe(await treeHash(tree));
  });

  it('costs next to nothing for what the base has', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `#define NAME_${index * 7919} ${index}\n`);
    const base = treeOf({ '/a.h': text.join(''), '/b.h': 'int b;\n' });
    const tree = treeOf({ '/a.h': text.toSpliced(2500, 1, 'int new;\n').join(''), '/b.h': 'int b;\n' });
    expect(encodePack(tree, base).length).toBeLessThan(200);
    expect(encodePack(tree).length).toBeGreaterThan(10_000);
  });

  it('holds equal files once', () => {
    const noise = fc.sample(fc.uint8Array({ minLength: 20_000, maxLength: 20_000 }), 1)[0]!;
    const one = encodePack(new Map([['/a', noise]]));
    const two = encodePack(
      new Map([
        ['/a', noise],
        ['/b', noise.slice()],
      ]),
    );
    expect(two.length - one.length).toBeLessThan(100);
  });

  it('shares the arrays of unchanged files with its base', async () => {
    const base = treeOf({ '/a.h': 'int a;\n', '/b.h': 'int b;\n' });
    const back = await decodePack(encodePack(treeOf({ '/a.h': 'int a;\n', '/b.h': 'int c;\n' }), base), base);
    expect(back.get('/a.h')).toBe(base.get('/a.h'));
    expect(textOf(back, '/b.h')).toBe('int c;\n');
  });

  it('refuses trees with paths that are not plain', () => {
    for (const path of ['a.h', '/a/../b.h', '/a//b.h', '/a/', '/./a.h', '/a\0b']) {
      expect(() => encodePack(treeOf({ [path]: '' }))).toThrow(PackCorrupt);
    }
    expect(() => encodePack(treeOf({ '/a': '', '/a/b': '' }))).toThrow('/a is a file and a folder');
  });
});

describe('a hostile or damaged pack is refused', () => {
  const refuses = (name: string, bytes: () => Uint8Array, base?: FileTree) =>
    it(name, async () => {
      await expect(decodePack(bytes(), base, { files: 100, bytes: 100_000 })).rejects.toThrow(PackCorrupt);
    });
  const small = treeOf({ '/a.h': 'one\ntwo\n' });

  refuses('bytes that are not gzip', () => new TextEncoder().encode('<!doctype html>'));
  refuses('nothing', () => new Uint8Array());
  refuses('a pack cut off', () => encodePack(treeOf({ '/a.h': 'x'.repeat(5000) })).slice(0, 40));
  refuses('a bomb', () => gzipSync(new Uint8Array(200_000)));
  refuses('a table that is not JSON', () => gzipSync(new Uint8Array([3, 0, 0, 0, 65, 66, 67])));
  refuses('a table longer than the pack', () => gzipSync(new Uint8Array([255, 255, 255, 255, 65])));
  refuses('another format', () => forged({ ...table([]), format: 2 }));
  refuses('a path that climbs', () => forged(table([['file', '/usr/../etc/x', 0]])));
  refuses('a relative path', () => forged(table([['file', 'x', 0]])));
  refuses('a path with a NUL', () => forged(table([['file', '/x\0', 0]])));
  refuses('a file below a file', () =>
    forged(
      table([
        ['file', '/a', 0],
        ['file', '/a/b', 0],
      ]),
    ),
  );
  refuses('a path told twice', () =>
    forged(
      table([
        ['file', '/a', 0],
        ['file', '/a', 0],
      ]),
    ),
  );
  refuses('a file longer than the pack', () => forged(table([['file', '/a', 10]]), 'short'));
  refuses('a negative length', () => forged(table([['file', '/a', -1]])));
  refuses('bytes that belong to no file', () => forged(table([]), 'left over'));
  refuses('too many files', () =>
    forged(table(Array.from({ length: 101 }, (_, index) => ['file', `/${index}`, 0]))),
  );
  refuses('a copy of what is not there', () => forged(table([['same', '/a', '/b']])));
  refuses('a delta without its base', () => encodePack(treeOf({ '/a.h': 'one\n' }), small));
  refuses(
    'lines beyond the base',
    () => forged(table([['lines', '/a.h', [0, 9, 0]]], { delta: true })),
    small,
  );
  refuses(
    'a removal of what the base does not have',
    () => forged(table([], { delta: true, removed: ['/zz'] })),
    small,
  );
  refuses(
    'a delta that copies its base without end',
    () => {
      const entries = Array.from({ length: 90 }, (_, index) => ['lines', `/f${index}`, [0, 1, 0]]);
      return forged(table(entries, { delta: true }));
    },
    new Map(Array.from({ length: 9 }, (_, index) => [`/f${index}`, new Uint8Array(50_000).fill(65)])),
  );
});
