/** The reader's edits of a stack, as files laid over it. */
import { beforeAll, expect, test } from 'vitest';
import {
  type Catalogue,
  type CGrammar,
  EditImpossible,
  layEdits,
  NameNotDeclared,
  type Snapshot,
  treesForEdits,
} from '../../../src/headers/index.ts';
import { testGrammar, treeOf } from './grammar.ts';

const hash = 'a'.repeat(64);
const snapshot = (id: string, family: Snapshot['family'], more: Partial<Snapshot> = {}): Snapshot => ({
  ...{ id, title: id, family, treeHash: hash, files: 1, bytes: 1, packages: [] },
  ...{ pack: { url: 'x', size: 1, sha256: hash }, ...more },
});
const catalogue: Catalogue = {
  format: 1,
  snapshots: [
    snapshot('linux-1', 'linux'),
    snapshot('less', 'linux', { derivedFrom: { id: 'linux-1', edits: [] } }),
    snapshot('project', 'project', { kernelCopies: [{ from: '/usr/include/linux', to: '/p/linux' }] }),
  ],
  consumers: [],
};
const both = '#define KEPT 1\n#define GONE 2\n';
const trees = new Map([
  ['linux-1', treeOf({ '/usr/include/linux/a.h': both })],
  ['less', treeOf({ '/usr/include/linux/a.h': '#define KEPT 1\n' })],
  ['project', treeOf({ '/p/linux/a.h': 'old\n', '/p/own.h': '#define GONE 3\n' })],
]);
let grammar: CGrammar;
beforeAll(async () => {
  grammar = await testGrammar();
});

test('an edit of the kernel reaches the project’s copy, and not the project’s own headers', () => {
  const files = layEdits(grammar, catalogue, ['linux-1', 'project'], trees, [
    { kind: 'remove', name: 'GONE' },
  ]);
  expect(files.map(({ path }) => path)).toEqual(['/p/linux/a.h', '/usr/include/linux/a.h']);
  for (const { text } of files) expect(text).not.toContain('GONE');
});

test('restore takes from the base of a derived snapshot', () => {
  expect(treesForEdits(catalogue, ['less', 'project'])).toEqual(['less', 'project', 'linux-1']);
  const files = layEdits(grammar, catalogue, ['less'], trees, [{ kind: 'restore', name: 'GONE' }]);
  expect(files).toEqual([{ path: '/usr/include/linux/a.h', text: both }]);
});

test('a name nobody declares and a patch are said to be impossible', () => {
  const edit = (edits: Parameters<typeof layEdits>[4]) => () =>
    layEdits(grammar, catalogue, ['linux-1'], trees, edits);
  expect(edit([{ kind: 'remove', name: 'NOBODY' }])).toThrow(NameNotDeclared);
  expect(edit([{ kind: 'patch', patch: '' }])).toThrow(EditImpossible);
});
