/** A stack with the reader's edits in it. */
import { beforeAll, expect, test } from 'vitest';
import {
  type Catalogue,
  type CGrammar,
  layEdits,
  NameNotDeclared,
  PatchRejected,
  type Snapshot,
  treesForEdits,
} from '../../../src/headers/index.ts';
import { testGrammar, textOf, treeOf } from './grammar.ts';

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

const changed = (ids: string[], edits: Parameters<typeof layEdits>[4]) => {
  const plain = layEdits(grammar, catalogue, ids, trees, []);
  const edited = layEdits(grammar, catalogue, ids, trees, edits);
  const paths = [...new Set([...plain.keys(), ...edited.keys()])].filter(
    (path) => plain.get(path) !== edited.get(path),
  );
  return Object.fromEntries(
    paths.sort().map((path) => [path, edited.has(path) ? textOf(edited, path) : null]),
  );
};

test('an edit of the kernel reaches the project’s copy, and not the project’s own headers', () => {
  expect(changed(['linux-1', 'project'], [{ kind: 'remove', name: 'GONE' }])).toEqual({
    '/p/linux/a.h': '#define KEPT 1\n',
    '/usr/include/linux/a.h': '#define KEPT 1\n',
  });
});

test('restore takes from the base of a derived snapshot', () => {
  expect(treesForEdits(catalogue, ['less', 'project'])).toEqual(['less', 'project', 'linux-1']);
  expect(changed(['less'], [{ kind: 'restore', name: 'GONE' }])).toEqual({ '/usr/include/linux/a.h': both });
});

test('a patch of the kernel reaches the project’s copy too', () => {
  const patch =
    '--- a/include/uapi/linux/a.h\n+++ b/include/uapi/linux/a.h\n@@ -1,2 +1,1 @@\n #define KEPT 1\n-#define GONE 2\n';
  expect(changed(['linux-1', 'project'], [{ kind: 'patch', patch }])).toEqual({
    '/p/linux/a.h': '#define KEPT 1\n',
    '/usr/include/linux/a.h': '#define KEPT 1\n',
  });
});

test('a patch that takes a header away takes it away', () => {
  const patch =
    '--- a/include/uapi/linux/a.h\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-#define KEPT 1\n-#define GONE 2\n';
  expect(changed(['linux-1'], [{ kind: 'patch', patch }])).toEqual({ '/usr/include/linux/a.h': null });
});

test('a name nobody declares and a patch of something else are said to be impossible', () => {
  const edit = (edits: Parameters<typeof layEdits>[4]) => () =>
    layEdits(grammar, catalogue, ['linux-1'], trees, edits);
  expect(edit([{ kind: 'remove', name: 'NOBODY' }])).toThrow(NameNotDeclared);
  const elsewhere = '--- a/fs/x.c\n+++ b/fs/x.c\n@@ -1 +1 @@\n-a\n+b\n';
  expect(edit([{ kind: 'patch', patch: elsewhere }])).toThrow(PatchRejected);
});
