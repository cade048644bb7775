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

  it('loses by the removal what it loses on x86-64', async () => {
    const errors = async (machine: string) => {
      const verdict = await service.compile(requestFor(machine, 'nvlink2-removed', 'clang-22'));
      return verdict.diagnostics.map(({ severity, message, place }) => [severity, message, place?.line]);
    };
    expect(await errors(target)).toEqual(await errors(DEFAULT_TARGET));
  });

  const gccs = toolchainsFor(ready, target).filter(({ family }) => family === 'gcc');
  it.each(gccs.map(({ id }) => id))('gives %s the 8 errors of the report', async (id) => {
    expect(toolchainFor(id, target)).toBe(id);
    const verdict = await service.compile(requestFor(target, 'nvlink2-removed', id));
    expect(verdict.diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(8);
    expect((await service.compile(requestFor(target, 'nvlink2-reserved', id))).exitCode).toBe(0);
  });
});
