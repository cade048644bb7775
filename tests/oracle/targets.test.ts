/** The founding case for other machines than the reporter's: the same story, and what native Clang says of it there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CompileRequest,
  type CompilerService,
  commandFor,
  toolchainFor,
  toolchainsFor,
} from '../../src/compiler/index.ts';
import { DEFAULT_TARGET } from '../../src/repro/index.ts';
import { readToolchains } from '../../src/setup/toolchains.ts';
import { consumerId } from '../founding/case.ts';
import { forNativeClang } from './arguments.ts';
import { consumer, layTree, removeTree, requestAt, wasiCompilers } from './laid.ts';
import { type NativeCompiler, nativeTwin, runNative } from './native.ts';

const subject = consumer(consumerId);
const ready = readToolchains().toolchains.filter(({ state }) => state === 'ready');

function requestFor(target: string, stop: string, toolchain: string): CompileRequest {
  const request = requestAt(subject, stop, toolchain);
  return { ...request, command: commandFor(request.command, toolchain, target) };
}

describe.each(['powerpc64le-linux-gnu', 'aarch64-linux-gnu'])('pci-quirks.c for %s', (target) => {
  let service: CompilerService;
  let native: NativeCompiler;
  const roots: string[] = [];

  beforeAll(async () => {
    service = wasiCompilers();
    native = await nativeTwin('clang-22');
  });
  afterAll(() => {
    for (const root of roots) removeTree(root);
  });

  it.each([
    ['linux-5.10', 0],
    ['nvlink2-removed', 1],
    ['nvlink2-reserved', 0],
  ] as const)('with the headers of %s is to Clang what it is to its native self', async (stop, exitCode) => {
    const request = requestFor(target, stop, 'clang-22');
    const verdict = await service.compile(request);
    expect(verdict.exitCode).toBe(exitCode);
    const own = verdict.filesRead.filter((path) => /^\/usr\/include\/[a-z0-9_]+-linux-gnu\//.test(path));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((path) => !path.startsWith(`/usr/include/${target}/`))).toEqual([]);
    const root = await layTree(service, request);
    roots.push(root);
    const resources = verdict.argv[verdict.argv.indexOf('-resource-dir') + 1]!;
    const said = runNative(native, root, subject.directory, forNativeClang(verdict.argv, resources));
    expect(new TextDecoder().decode(said.stderr)).toBe(verdict.plain);
    expect(said.exitCode).toBe(exitCode);
  });

  async function said(machine: string, stop: string, toolchain: string) {
    const { diagnostics } = await service.compile(requestFor(machine, stop, toolchain));
    return diagnostics.map(({ severity, message, place }) => [severity, message, place?.line]);
  }

  it('loses by the removal what it loses on x86-64', async () => {
    expect(await said(target, 'nvlink2-removed', 'clang-22')).toEqual(
      await said(DEFAULT_TARGET, 'nvlink2-removed', 'clang-22'),
    );
  });

  // What their native selves say to the byte is the corpora's to compare; here it is that the story is the same.
  const gccs = toolchainsFor(ready, target).filter(({ family }) => family === 'gcc');
  it.each(gccs.map(({ id }) => id))('%s says of it what the same GCC says on x86-64', async (id) => {
    expect(toolchainFor(id, target)).toBe(id);
    const own = id.slice(0, -`-${target}`.length);
    for (const stop of ['nvlink2-removed', 'nvlink2-reserved']) {
      expect(await said(target, stop, id)).toEqual(await said(DEFAULT_TARGET, stop, own));
    }
    expect((await service.compile(requestFor(target, 'nvlink2-removed', id))).exitCode).toBe(1);
    expect((await service.compile(requestFor(target, 'nvlink2-reserved', id))).exitCode).toBe(0);
  });
});
