/** The study's compiles side by side, behind the reader's own. */
import { expect, test } from 'vitest';
import { CompileLanes, lanesFor } from '../../../src/app/answers/lanes.ts';
import type { CompileRequest, Verdict } from '../../../src/compiler/index.ts';

const request = (toolchain: string): CompileRequest => ({
  ...{ toolchain, headers: [], files: [], command: 'gcc -c a.c', directory: '/' },
});

function lanes(most: number, readerIsServed: () => Promise<void> = async () => {}) {
  const begun: { lane: number; toolchain: string; end: () => void }[] = [];
  let made = 0;
  const compile = (lane: number) => (one: CompileRequest) =>
    new Promise<Verdict>((resolve) => {
      begun.push({ lane, toolchain: one.toolchain, end: () => resolve({} as Verdict) });
    });
  const all = new CompileLanes(
    () => {
      const lane = made++;
      return { compile: compile(lane), close: () => {} };
    },
    most,
    readerIsServed,
  );
  return { all, begun };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test.each([
  [1, 8, 1],
  [2, undefined, 2],
  [8, undefined, 2],
  [8, 8, 4],
  [16, 0.5, 1],
])('%d cores and %s GiB take %d lanes', (cores, memory, expected) => {
  expect(lanesFor(cores, memory)).toBe(expected);
});

test('no more compiles run than there are lanes, and a toolchain goes where it was', async () => {
  const { all, begun } = lanes(2);
  for (const toolchain of ['a', 'b', 'a']) void all.compile(request(toolchain));
  await settled();
  expect(begun.map(({ lane, toolchain }) => `${lane} ${toolchain}`)).toEqual(['0 a', '1 b']);
  begun[1]!.end();
  await settled();
  // Both are there; the one that waits takes what is free, though it has another toolchain.
  expect(begun.at(-1)).toMatchObject({ lane: 1, toolchain: 'a' });
  begun[0]!.end();
  begun[2]!.end();
  await settled();
  void all.compile(request('a'));
  await settled();
  expect(begun).toHaveLength(4);
});

test('none begins while the reader waits for their own', async () => {
  let serve = () => {};
  const { all, begun } = lanes(2, () => new Promise((resolve) => (serve = resolve)));
  void all.compile(request('a'));
  await settled();
  expect(begun).toHaveLength(0);
  serve();
  await settled();
  expect(begun).toHaveLength(1);
});

test('one that is no longer wanted takes no lane', async () => {
  const { all, begun } = lanes(1);
  void all.compile(request('a'));
  const stop = new AbortController();
  const waiting = all.compile(request('b'), stop.signal);
  stop.abort();
  await settled();
  begun[0]!.end();
  await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });
  expect(begun).toHaveLength(1);
});
