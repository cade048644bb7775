/** Stops that a repro brings along. */
import { expect, test } from 'vitest';
import { requestOf } from '../../../src/compiler/index.ts';
import { plainStack, type Snapshot, timelineWith, withOwnStops } from '../../../src/headers/index.ts';
import type { OwnStop, Repro } from '../../../src/repro/index.ts';

const own = (number: number, from: string): OwnStop => ({
  id: `own-${number}`,
  title: `mine ${number}`,
  from,
  edits: [{ kind: 'remove', name: `NAME_${number}` }],
});
const snapshot = (id: string): Snapshot => ({
  ...{ id, title: id, family: 'linux', treeHash: 'a'.repeat(64), files: 1, bytes: 1, packages: [] },
  pack: { url: id, size: 1, sha256: 'b'.repeat(64) },
});
const catalogue = { format: 1 as const, snapshots: ['linux-1', 'linux-2'].map(snapshot), consumers: [] };
const repro: Repro = {
  ...{ schema: 1, title: '', note: '', toolchain: { id: 'gcc-8' }, command: 'gcc -c a.c', directory: '/' },
  headers: [{ id: 'glibc-1' }, { id: 'own-2' }],
  edits: [{ kind: 'reserve', name: 'MORE' }],
  stops: [own(1, 'linux-1'), own(2, 'linux-1'), own(3, 'gone')],
  consumer: { files: [] },
};

test('stand behind what they were made of, as snapshots derived from it', () => {
  const { snapshots } = withOwnStops(catalogue, repro.stops);
  expect(snapshots.map(({ id }) => id)).toEqual(['linux-1', 'own-1', 'own-2', 'linux-2']);
  expect(snapshots[2]).toMatchObject({ title: 'mine 2', derivedFrom: { id: 'linux-1' } });
  expect(timelineWith(['linux-1', 'linux-2'], repro.stops)).toEqual(['linux-1', 'own-1', 'own-2', 'linux-2']);
  expect(withOwnStops(catalogue)).toBe(catalogue);
});

test('are compiled as what they were made of, their edits before the reader’s', () => {
  const edits = [
    { kind: 'remove', name: 'NAME_2' },
    { kind: 'reserve', name: 'MORE' },
  ];
  expect(requestOf(repro)).toMatchObject({ headers: ['glibc-1', 'linux-1'], edits });
  const [, , mine] = withOwnStops(catalogue, repro.stops).snapshots;
  expect(plainStack([mine!], repro.edits)).toEqual({ headers: ['linux-1'], edits });
});
