import { beforeAll, describe, expect, it } from 'vitest';
import { RuntimeFailure } from '../../../src/compiler/index.ts';
import type { CGrammar } from '../../../src/headers/index.ts';
import { Compilations, cellsOf, fillTimeline, timelineSentence } from '../../../src/study/index.ts';
import { testGrammar } from '../headers/grammar.ts';
import { testSite } from './site.ts';

let grammar: CGrammar;
beforeAll(async () => {
  grammar = await testGrammar();
});
const stops = ['linux-1', 'without', 'linux-2'];

describe('a timeline', () => {
  it('goes from the reader’s stop outwards, the own toolchain first, other libcs last', () => {
    const request = testSite(grammar, []).request(['without']);
    expect(cellsOf({ request, stops, toolchains: ['clang-22', 'gcc-8.3.1'], libcs: ['glibc-1'] })).toEqual([
      { stop: 'without', toolchain: 'gcc-8.3.1' },
      { stop: 'linux-1', toolchain: 'gcc-8.3.1' },
      { stop: 'linux-2', toolchain: 'gcc-8.3.1' },
      { stop: 'without', toolchain: 'clang-22' },
      { stop: 'linux-1', toolchain: 'clang-22' },
      { stop: 'linux-2', toolchain: 'clang-22' },
      ...['gcc-8.3.1', 'clang-22'].flatMap((toolchain) =>
        ['without', 'linux-1', 'linux-2'].map((stop) => ({ stop, toolchain, libc: 'glibc-1' })),
      ),
    ]);
  });

  it('says where it compiles and where not', async () => {
    const site = testSite(grammar, ['struct box_info']);
    const filled = await fillTimeline(
      site.catalogue,
      { request: site.request(['linux-1']), stops },
      new Compilations(site.compile, site.sources.files),
    );
    const outcome = (stop: string) => filled.find(({ cell }) => cell.stop === stop)!.outcome;
    expect(outcome('linux-1').kind).toBe('compiles');
    expect(outcome('without')).toMatchObject({ kind: 'fails', errors: 1 });
    expect(timelineSentence(stops, filled, site.catalogue)).toBe(
      'Compiles first with Linux 1 and last with Linux 2; fails with box removed (1 error).',
    );
  });

  it('compiles nothing twice: an equal closure gives the kept verdict, another command does not', async () => {
    const site = testSite(grammar, ['BOX_LARGE']);
    const compilations = new Compilations(site.compile, site.sources.files);
    const input = { request: site.request(['linux-1']), stops };
    await fillTimeline(site.catalogue, input, compilations, { lanes: 3 });
    expect(site.runs).toBe(3);
    await fillTimeline(site.catalogue, input, compilations, { lanes: 3 });
    expect(site.runs).toBe(3);
    expect(compilations.reused).toBe(3);
    // An edit elsewhere leaves the closure as it was.
    await compilations.verdictOf(site.request(['linux-1'], [{ kind: 'remove', name: 'ELSE' }]));
    expect(site.runs).toBe(3);
    await compilations.verdictOf(site.request(['linux-1'], [{ kind: 'reserve', name: 'BOX_LARGE' }]));
    expect(site.runs).toBe(4);
    await compilations.verdictOf({ ...site.request(['linux-1']), command: 'gcc -Wall -c main.c' });
    expect(site.runs).toBe(5);
  });

  it('compiles the same request once when it is asked twice at a time', async () => {
    const site = testSite(grammar, ['BOX_LARGE']);
    const compilations = new Compilations(site.compile, site.sources.files);
    const both = [1, 2].map(() => compilations.verdictOf(site.request(['linux-1'])));
    await Promise.all(both);
    expect(site.runs).toBe(1);
  });

  it('compiles side by side what cannot be the same, and in turn what may be', async () => {
    const site = testSite(grammar, ['BOX_LARGE']);
    let begun = 0;
    let alone = true;
    let bothRun = () => {};
    const both = new Promise<void>((resolve) => {
      bothRun = resolve;
    });
    const compilations = new Compilations(async (request) => {
      begun++;
      if (begun === 1) {
        // Whoever may be the same has had all the time to come.
        await new Promise((resolve) => setTimeout(resolve, 50));
        alone = begun === 1;
      } else {
        // The other two end only once both have begun: one after another they never would.
        if (begun === 3) bothRun();
        await both;
      }
      return site.compile(request);
    }, site.sources.files);
    const elsewhere = { kind: 'remove' as const, name: 'ELSE' };
    await Promise.all([
      // Nothing is known yet: one goes first. The edit elsewhere makes the same of it, at every stop.
      ...stops.flatMap((stop) => [
        compilations.verdictOf(site.request([stop])),
        compilations.verdictOf(site.request([stop], [elsewhere])),
      ]),
    ]);
    expect(site.runs).toBe(3);
    expect(compilations).toMatchObject({ compiled: 3, reused: 3 });
    expect(alone).toBe(true);
  });

  it('goes on with the others when the one that goes first fails', async () => {
    const site = testSite(grammar, ['BOX_LARGE']);
    let first = true;
    const compilations = new Compilations(async (request) => {
      if (first) {
        first = false;
        throw new RuntimeFailure('trap', 'It trapped.', '');
      }
      return site.compile(request);
    }, site.sources.files);
    const all = await Promise.allSettled(stops.map((stop) => compilations.verdictOf(site.request([stop]))));
    // Which of them goes first is not said.
    expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('has a cell for a stop the repro brings along, with its edits before the reader’s', async () => {
    const site = testSite(grammar, ['struct box_info']);
    const edits = [{ kind: 'remove' as const, name: 'struct box_info' }];
    const own = [{ id: 'own-1', title: 'mine', from: 'linux-2', edits }];
    const filled = await fillTimeline(
      site.catalogue,
      { request: site.request(['linux-1']), stops: [...stops, 'own-1'], own },
      new Compilations(site.compile, site.sources.files),
      { lanes: 2 },
    );
    const mine = filled.find(({ cell }) => cell.stop === 'own-1')!;
    expect(mine.request).toMatchObject({ headers: ['linux-2'], edits });
    expect(mine.outcome).toMatchObject({ kind: 'fails', errors: 1 });
  });

  it('compiles again when a header appears where one was looked for in vain', async () => {
    const site = testSite(grammar, []);
    const readFiles = site.sources.files.readFiles;
    let shadow = false;
    const compilations = new Compilations(site.compile, {
      readFiles: async (stack, paths) => {
        const files = await readFiles(stack, paths);
        const path = '/usr/local/include/linux/box.h';
        if (shadow && paths.includes(path)) files.set(path, new Uint8Array());
        return files;
      },
    });
    await compilations.verdictOf(site.request(['linux-1']));
    shadow = true;
    await compilations.verdictOf(site.request(['linux-1']));
    expect(site.runs).toBe(2);
  });

  it('goes on where one stop gives no verdict, and stops when it is told to', async () => {
    const site = testSite(grammar, []);
    const failing = new Compilations(async (request) => {
      if (request.headers.includes('linux-2')) throw new RuntimeFailure('trap', 'It trapped.', '');
      return site.compile(request);
    }, site.sources.files);
    const input = { request: site.request(['linux-1']), stops };
    const filled = await fillTimeline(site.catalogue, input, failing);
    expect(filled.map(({ outcome }) => outcome.kind).sort()).toEqual(['compiles', 'compiles', 'failure']);

    const controller = new AbortController();
    const compilations = new Compilations(site.compile, site.sources.files);
    const before = site.runs;
    const stopped = fillTimeline(site.catalogue, input, compilations, {
      signal: controller.signal,
      onCell: () => controller.abort(),
    });
    await expect(stopped).rejects.toThrow();
    expect(site.runs).toBe(before + 1);
  });
});
