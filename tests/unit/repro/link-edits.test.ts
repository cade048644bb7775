import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, type Repro } from '../../../src/repro/index.ts';

const repro: Repro = {
  schema: 1,
  title: 'x.c',
  note: '',
  toolchain: { id: 'clang-22' },
  headers: [{ id: 'linux-5.10' }],
  edits: [
    { kind: 'remove', name: 'A', leave: 'number' },
    { kind: 'remove', name: 'B' },
    { kind: 'reserve', name: 'struct C' },
  ],
  consumer: { files: [{ path: '/home/reader/x.c', text: 'int x = A;\n' }] },
  command: 'gcc -c x.c',
  directory: '/home/reader',
};

describe('a link', () => {
  const context = { defaults: () => undefined };

  it('carries an edit that reserves the number only, apart from one that leaves nothing', async () => {
    const opened = await decodeLink(await encodeLink(repro, context), context);
    expect(opened.repro.edits).toEqual(repro.edits);
  });

  it('is what it was before there were such edits where it has none', async () => {
    const { edits: _, ...plain } = repro;
    const without = await encodeLink({ ...plain, edits: [{ kind: 'remove', name: 'B' }] }, context);
    expect((await decodeLink(without, context)).repro.edits).toEqual([{ kind: 'remove', name: 'B' }]);
  });
});
