import { beforeAll, describe, expect, it } from 'vitest';
import { RuntimeFailure } from '../../../src/compiler/index.ts';
import {
  type GuestRun,
  INPUT_LIMIT,
  type Machine,
  OUTPUT_LIMIT,
} from '../../../src/compiler/wasi/machine.ts';
import { nodeMachine } from '../../../src/compiler/wasi/node.ts';
import { stubOf } from '../../../src/compiler/wasi/stub.ts';
import { timesSwapped } from '../../../src/compiler/wasi/swap.ts';
import { treeOf } from './support/site.ts';
import { exits, floods, recursesForEver, traps } from './support/tiny-module.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await nodeMachine();
}, 60_000);

const noHeaders = { tree: treeOf({}), layers: [] };

async function run(bytes: Uint8Array<ArrayBuffer>, more: Partial<GuestRun> = {}) {
  const sha256 = String(bytes.reduce((sum, byte) => (sum * 31 + byte) | 0, 7));
  return machine.run({
    module: { sha256, compiled: await WebAssembly.compile(bytes), bytes: async () => bytes },
    title: 'GCC 0.0',
    command: 'cc1',
    args: [],
    environment: {},
    headers: noHeaders,
    files: treeOf({}),
    readBack: [],
    ...more,
  });
}

async function failure(promise: Promise<unknown>): Promise<RuntimeFailure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RuntimeFailure);
  return error as RuntimeFailure;
}

describe('a guest', () => {
  it('gives its exit code and its words, byte for byte', async () => {
    const result = await run(exits(7, 'no: “ä”\n'));
    expect(result.exitCode).toBe(7);
    expect(new TextDecoder().decode(result.stderr)).toBe('no: “ä”\n');
    expect(result.stdout.length).toBe(0);
  });

  it('that traps is a failure of the runtime, and the next one runs', async () => {
    const { kind, message, advice } = await failure(run(traps()));
    expect([kind, message]).toEqual([
      'trap',
      'GCC 0.0 stopped in the middle of its work (unreachable). That is a failure of this port, not an answer.',
    ]);
    expect(advice).not.toBe('');
    expect((await run(exits(0))).exitCode).toBe(0);
  });

  it('that runs out of stack says so', async () => {
    const { kind, message } = await failure(run(recursesForEver()));
    expect([kind, message]).toEqual([
      'trap',
      'GCC 0.0 ran out of stack: the source nests too deeply for this browser.',
    ]);
  });

  it('that writes without end is a failure, not a verdict cut short', async () => {
    const line = 'x'.repeat(60_000);
    const enough = Math.ceil(OUTPUT_LIMIT / line.length) + 1;
    expect((await failure(run(floods(line, enough)))).kind).toBe('output-too-large');
    const all = await run(floods(line, 100));
    expect(all.stderr.length).toBe(100 * line.length);
  });

  it('is not given more than it can take', async () => {
    const files = new Map([['/big.c', new Uint8Array(INPUT_LIMIT + 1)]]);
    expect((await failure(run(exits(0), { files }))).kind).toBe('input-too-large');
  });

  it('whose bytes are no program is a failure', async () => {
    const broken = {
      sha256: 'broken',
      compiled: await WebAssembly.compile(exits(0)),
      bytes: async () => new Uint8Array(8),
    };
    machine.forgetStub(broken);
    expect((await failure(run(exits(0), { module: broken }))).kind).toBe('crash');
  });
});

describe('a stub', () => {
  it('is valid, small, and has the imports and exports of its module', async () => {
    const module = await WebAssembly.compile(exits(0));
    const stub = stubOf(module, 'tag')!;
    const copy = await WebAssembly.compile(stub);
    expect(stub.length).toBeLessThan(2000);
    expect(WebAssembly.Module.imports(copy)).toEqual(WebAssembly.Module.imports(module));
    expect(WebAssembly.Module.exports(copy)).toEqual(WebAssembly.Module.exports(module));
  });

  it('stands in for the module the SDK is given', async () => {
    const before = timesSwapped();
    expect((await run(exits(11))).exitCode).toBe(11);
    expect(timesSwapped()).toBe(before + 1);
  });

  it('once forgotten leaves the module’s own bytes to run', async () => {
    const bytes = exits(12);
    const module = {
      sha256: 'own',
      compiled: await WebAssembly.compile(exits(13)),
      bytes: async () => bytes,
    };
    expect((await run(bytes, { module })).exitCode).toBe(13);
    expect(machine.forgetStub(module)).toBe(true);
    expect(machine.forgetStub(module)).toBe(false);
    expect((await run(bytes, { module })).exitCode).toBe(12);
  });

  it('is not made for a module of another kind', async () => {
    const empty = await WebAssembly.compile(Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0]));
    expect(stubOf(empty, 'tag')).toBeUndefined();
  });
});
