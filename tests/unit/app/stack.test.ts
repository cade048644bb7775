import { describe, expect, test } from 'vitest';
import { defaultRepro, ownRepro, upgradedDefault } from '../../../src/app/state/defaults.ts';
import { introSentence } from '../../../src/app/state/intro.ts';
import { type Mark, markOf } from '../../../src/app/state/outcome.ts';
import { fullTitle, requestKey, stopsOf, withStop } from '../../../src/app/state/stack.ts';
import { RuntimeFailure, requestOf, type ToolchainState } from '../../../src/compiler/index.ts';
import type { Catalogue, Consumer, Snapshot } from '../../../src/headers/index.ts';

const hash = 'a'.repeat(64);
function snapshot(
  id: string,
  family: Snapshot['family'],
  title: string,
  more: Partial<Snapshot> = {},
): Snapshot {
  return {
    id,
    title,
    family,
    treeHash: hash,
    files: 1,
    bytes: 1,
    pack: { url: `${id}.pack`, size: 1, sha256: hash },
    packages: [],
    ...more,
  };
}
const consumer = (
  id: string,
  set: string,
  headers: string[],
  timeline: string[],
  toolchains: string[],
): Consumer => ({
  id,
  set,
  title: id,
  file: `/src/${id}`,
  directory: '/src',
  command: `gcc -c ${id}`,
  headers,
  timeline,
  toolchains,
});

const removed = snapshot('nvlink2-removed', 'linux', 'nvlink2 removed', {
  derivedFrom: {
    id: 'linux-5.10',
    edits: [
      { kind: 'remove', name: 'A' },
      { kind: 'remove', name: 'B' },
    ],
  },
});
const reserved = snapshot('nvlink2-reserved', 'linux', 'nvlink2 reserved', {
  derivedFrom: { id: 'linux-5.10', edits: [{ kind: 'reserve', name: 'A' }] },
});
const catalogue: Catalogue = {
  format: 1,
  snapshots: [
    snapshot('demo-original', 'demo', 'original'),
    snapshot('demo', 'project', 'Demo'),
    snapshot('glibc-2.31', 'glibc', 'glibc 2.31'),
    snapshot('linux-5.10', 'linux', 'Linux 5.10'),
    removed,
    reserved,
    snapshot('linux-7.3', 'linux', 'Linux 7.3'),
    snapshot('qemu-5.2', 'project', 'QEMU 5.2'),
  ],
  consumers: [
    consumer('demo.c', 'demo', ['demo-original', 'demo'], ['demo-original'], ['clang-22', 'gcc-8.3.1']),
    consumer(
      'quirks.c',
      'qemu-5.2',
      ['glibc-2.31', 'linux-5.10', 'qemu-5.2'],
      ['linux-5.10', 'nvlink2-removed', 'nvlink2-reserved', 'linux-7.3'],
      ['gcc-8.3.1', 'clang-22'],
    ),
  ],
};
const demoOnly: Catalogue = {
  ...catalogue,
  snapshots: catalogue.snapshots.slice(0, 2),
  consumers: catalogue.consumers.slice(0, 1),
};
const clang: ToolchainState = { id: 'clang-22', title: 'Clang 22', state: 'ready' };
const gcc: ToolchainState = { id: 'gcc-8.3.1', title: 'GCC 8.3.1', state: 'ready' };
const building: ToolchainState = { ...gcc, state: 'building', percent: 12 };

describe('What the page opens by itself', () => {
  test('is the real project with its own compiler, at the stop that breaks it', () => {
    const repro = defaultRepro(catalogue, [clang, gcc]);
    expect(repro.consumer.catalogue).toBe('quirks.c');
    expect(repro.toolchain.id).toBe('gcc-8.3.1');
    expect(repro.headers.map(({ id }) => id)).toEqual(['glibc-2.31', 'nvlink2-removed', 'qemu-5.2']);
  });
  test('is the same with Clang while GCC is being built', () => {
    const repro = defaultRepro(catalogue, [clang, building]);
    expect(repro.consumer.catalogue).toBe('quirks.c');
    expect(repro.toolchain.id).toBe('clang-22');
  });
  test('is the demo where there is nothing else', () => {
    expect(defaultRepro(demoOnly, [clang]).consumer.catalogue).toBe('demo.c');
  });
  test('improves at a later visit, and stays where it is as good', () => {
    const before = defaultRepro(demoOnly, [clang]);
    const best = defaultRepro(catalogue, [clang, gcc]);
    expect(upgradedDefault(before, best)).toBe(best);
    const moved = withStop(best, stopsOf(best, catalogue), 'linux-7.3');
    expect(upgradedDefault(moved, best)).toBe(moved);
  });
  test('for a file of one’s own is the newest kernel that is not derived', () => {
    expect(ownRepro(catalogue, [clang]).headers.map(({ id }) => id)).toEqual(['glibc-2.31', 'linux-7.3']);
  });
});

describe('A stop', () => {
  const repro = defaultRepro(catalogue, [gcc]);
  const stops = stopsOf(repro, catalogue);

  test('takes the kernel’s place in the stack and leaves the rest', () => {
    expect(withStop(repro, stops, 'linux-7.3').headers.map(({ id }) => id)).toEqual([
      'glibc-2.31',
      'linux-7.3',
      'qemu-5.2',
    ]);
  });
  test('is offered to a file of one’s own too', () => {
    expect(stopsOf(ownRepro(catalogue, [gcc]), catalogue)).toEqual(stops);
  });
  test('derived from another says so in full', () => {
    expect(fullTitle(removed, catalogue)).toBe('Linux 5.10, nvlink2 removed');
  });
});

describe('The key of a request', () => {
  const repro = ownRepro(
    catalogue,
    [gcc],
    [
      { name: 'a.c', text: 'A' },
      { name: 'b.h', text: 'B' },
    ],
  );
  const key = requestKey(requestOf(repro));

  test('does not depend on the order of files', () => {
    const files = [...repro.consumer.files].reverse();
    expect(requestKey(requestOf({ ...repro, consumer: { files } }))).toBe(key);
  });
  test('depends on everything a verdict depends on', () => {
    const others = [
      { ...repro, toolchain: { id: 'clang-22' } },
      { ...repro, command: `${repro.command} -Wall` },
      { ...repro, directory: '/elsewhere' },
      { ...repro, headers: [...repro.headers].reverse() },
      { ...repro, consumer: { files: repro.consumer.files.slice(1) } },
      {
        ...repro,
        consumer: { files: repro.consumer.files.map((file) => ({ ...file, text: `${file.text} ` })) },
      },
    ];
    expect(new Set([key, ...others.map((other) => requestKey(requestOf(other)))]).size).toBe(
      others.length + 1,
    );
  });
  test('does not depend on title and note', () => {
    expect(requestKey(requestOf({ ...repro, title: 'other', note: 'other' }))).toBe(key);
  });
});

describe('The mark of a stop', () => {
  test('is never ✓ or ✗ for a failure of the runtime', () => {
    const failure = new RuntimeFailure('trap', 'm', 'a');
    expect(markOf({ kind: 'failure', failure }, false).kind).toBe('failure');
  });
  test('is unknown again after a cancel', () => {
    const failure = new RuntimeFailure('cancelled', 'm', 'a');
    expect(markOf({ kind: 'failure', failure }, false).kind).toBe('unknown');
  });
  test('shows the compile under way', () => {
    expect(markOf(undefined, true).kind).toBe('compiling');
  });
});

describe('The newcomer’s sentence', () => {
  const stops = [removed, reserved];
  const say = (stop: Snapshot, marks: Record<string, Mark>) =>
    introSentence(stop, stops, catalogue, 'QEMU 5.2', ({ id }) => marks[id] ?? { kind: 'unknown' });
  const breaks: Mark = { kind: 'breaks', errors: 8 };
  const compiles: Mark = { kind: 'compiles', warnings: 0 };

  test('says what breaks and what to pick, once both are known', () => {
    expect(say(removed, { [removed.id]: breaks, [reserved.id]: compiles })).toBe(
      'Linux 5.10 headers minus two names: QEMU 5.2 does not compile. Pick “nvlink2 reserved” and it does.',
    );
  });
  test('claims nothing the compiler has not said', () => {
    expect(say(removed, {})).not.toMatch(/does not compile|it does/);
    expect(say(removed, { [removed.id]: breaks })).not.toMatch(/it does/);
    expect(say(reserved, {})).toMatch(/\?$/);
  });
});
