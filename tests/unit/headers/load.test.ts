import { describe, expect, it } from 'vitest';
import {
  type Catalogue,
  encodePack,
  type FileTree,
  loadSnapshot,
  type Snapshot,
  SnapshotCorrupt,
  SnapshotUnavailable,
  sha256,
  treeHash,
} from '../../../src/headers/index.ts';
import { textOf, treeOf } from './grammar.ts';

const one = treeOf({ '/usr/include/a.h': 'int a;\n', '/usr/include/b.h': 'int b;\n' });
const two = treeOf({ '/usr/include/a.h': 'int a2;\n', '/usr/include/b.h': 'int b;\n' });

async function snapshot(id: string, tree: FileTree, pack: Uint8Array, base?: string): Promise<Snapshot> {
  return {
    id,
    title: id.toUpperCase(),
    family: 'linux',
    treeHash: await treeHash(tree),
    files: tree.size,
    bytes: 0,
    packages: [],
    pack: { url: `packs/${id}`, size: pack.length, sha256: await sha256(pack), ...(base ? { base } : {}) },
  };
}

async function site() {
  const packs = new Map([
    ['packs/one', encodePack(one)],
    ['packs/two', encodePack(two, one)],
  ]);
  const catalogue: Catalogue = {
    format: 1,
    consumers: [],
    snapshots: [
      await snapshot('one', one, packs.get('packs/one')!),
      await snapshot('two', two, packs.get('packs/two')!, 'one'),
    ],
  };
  const asked: string[] = [];
  const fetchBytes = async (url: string) => {
    asked.push(url);
    const pack = packs.get(url);
    if (!pack) throw new Error('the server answered 404');
    return pack;
  };
  return { packs, catalogue, asked, fetchBytes };
}

describe('loading a snapshot', () => {
  it('lays a delta on its base', async () => {
    const { catalogue, fetchBytes } = await site();
    const tree = await loadSnapshot(catalogue, 'two', { fetchBytes });
    expect(textOf(tree, '/usr/include/a.h')).toBe('int a2;\n');
    expect(textOf(tree, '/usr/include/b.h')).toBe('int b;\n');
  });

  it('fetches each pack once, however many ask at the same time', async () => {
    const { catalogue, fetchBytes, asked } = await site();
    await Promise.all(['two', 'one', 'two', 'one'].map((id) => loadSnapshot(catalogue, id, { fetchBytes })));
    await loadSnapshot(catalogue, 'two', { fetchBytes });
    expect(asked.sort()).toEqual(['packs/one', 'packs/two']);
  });

  it('tells the bytes of the pack and of its base', async () => {
    const { catalogue, packs } = await site();
    const told: string[] = [];
    await loadSnapshot(catalogue, 'two', {
      fetchBytes: async (url, _signal, onBytes) => {
        await Promise.resolve();
        onBytes(packs.get(url)!.length);
        return packs.get(url)!;
      },
      onProgress: ({ title, loaded, total }) => told.push(`${title} ${loaded === total}`),
    });
    expect(told.sort()).toEqual(['ONE true', 'TWO true']);
  });

  it('names the snapshot that is not what the catalogue says, and tries again next time', async () => {
    const { catalogue, packs, fetchBytes } = await site();
    const good = packs.get('packs/one')!;
    packs.set('packs/one', encodePack(two));
    const failed = loadSnapshot(catalogue, 'one', { fetchBytes });
    await expect(failed).rejects.toThrow(SnapshotCorrupt);
    await expect(failed).rejects.toThrow('The headers of ONE are not what the catalogue says');
    packs.set('packs/one', good);
    expect((await loadSnapshot(catalogue, 'one', { fetchBytes })).size).toBe(2);
  });

  it('says so when a pack arrives damaged', async () => {
    const { catalogue, packs, fetchBytes } = await site();
    packs.set('packs/one', packs.get('packs/one')!.slice(0, 30));
    await expect(loadSnapshot(catalogue, 'one', { fetchBytes })).rejects.toThrow(
      'The headers of ONE arrived damaged',
    );
  });

  it('says so when a pack does not arrive or nobody knows the snapshot', async () => {
    const { catalogue, packs, fetchBytes } = await site();
    packs.delete('packs/one');
    await expect(loadSnapshot(catalogue, 'two', { fetchBytes })).rejects.toThrow(SnapshotUnavailable);
    await expect(loadSnapshot(catalogue, 'three', { fetchBytes })).rejects.toThrow(SnapshotUnavailable);
  });

  it('refuses a snapshot told against itself', async () => {
    const { catalogue, fetchBytes } = await site();
    catalogue.snapshots[0]!.pack.base = 'two';
    await expect(loadSnapshot(catalogue, 'two', { fetchBytes })).rejects.toThrow(SnapshotCorrupt);
  });

  it('stops fetching only when the last one waiting gives up', async () => {
    const { catalogue, packs } = await site();
    let stopped = 0;
    let finish = () => {};
    const fetchBytes = (url: string, signal: AbortSignal) =>
      new Promise<Uint8Array>((resolve, reject) => {
        finish = () => resolve(packs.get(url)!);
        signal.addEventListener('abort', () => {
          stopped++;
          reject(signal.reason);
        });
      });
    const a = new AbortController();
    const b = new AbortController();
    const first = loadSnapshot(catalogue, 'one', { fetchBytes, signal: a.signal });
    const second = loadSnapshot(catalogue, 'one', { fetchBytes, signal: b.signal });
    a.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(stopped).toBe(0);
    finish();
    expect((await second).size).toBe(2);

    const again = await site();
    const c = new AbortController();
    const third = loadSnapshot(again.catalogue, 'one', { fetchBytes, signal: c.signal });
    c.abort(new Error('enough'));
    await expect(third).rejects.toThrow('enough');
    expect(stopped).toBe(1);
  });
});
