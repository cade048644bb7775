/** The founding case: WASI compilers beside native ones, on the same tree, by the same words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CompilerService,
  type Diagnostic,
  parseDiagnostics,
  type Verdict,
} from '../../src/compiler/index.ts';
import {
  asInReportersTree,
  consumerId,
  postedCommand,
  postedOutput,
  withoutLeadingBlanks,
} from '../founding/case.ts';
import { forNativeClang, forNativeGcc83 } from './arguments.ts';
import { consumer, layTree, removeTree, requestAt, wasiCompilers } from './laid.ts';
import { clang19, gcc83, type NativeCompiler, nativeCompiler, nativeHome, runNative } from './native.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('QEMU’s pci-quirks.c', () => {
  const subject = consumer(consumerId);
  let service: CompilerService;
  let gcc: NativeCompiler;
  let clang: NativeCompiler;
  const roots: string[] = [];

  beforeAll(async () => {
    service = wasiCompilers();
    gcc = await nativeCompiler(gcc83);
    clang = await nativeCompiler(clang19);
  });
  afterAll(() => {
    for (const root of roots) removeTree(root);
  });

  const both = async (
    stop: string,
    toolchain: string,
    args: (verdict: Verdict) => string[],
    native: NativeCompiler,
  ) => {
    // Debian built that GCC without translations, so it quotes 'so' in every locale: as GCC does in the C locale.
    const plainly = requestAt(subject, stop, toolchain);
    const request = { ...plainly, command: `LC_ALL=C ${plainly.command}` };
    const verdict = await service.compile(request);
    const root = await layTree(service, request);
    roots.push(root);
    return { verdict, native: runNative(native, root, subject.directory, args(verdict)) };
  };

  it('is compiled by the command line that was posted', () => {
    expect(subject.command).toBe(postedCommand);
  });

  it('gives the posted log, line by line, with GCC 8.3.1 and nvlink2 removed', async () => {
    const verdict = await service.compile(requestAt(subject, 'nvlink2-removed', 'gcc-8.3.1'));
    expect(verdict.exitCode).toBe(1);
    expect(withoutLeadingBlanks(asInReportersTree(verdict.plain)).trimEnd()).toBe(postedOutput.trimEnd());
  });

  it.each(subject.timeline)('says at %s what native GCC 8.3 says, byte for byte', async (stop) => {
    const { verdict, native } = await both(stop, 'gcc-8.3.1', ({ argv }) => forNativeGcc83(argv), gcc);
    expect(verdict.plain).toBe(text(native.stderr));
    expect(verdict.exitCode).toBe(native.exitCode);
    expect(verdict.exitCode).toBe(stop === 'nvlink2-removed' ? 1 : 0);
    if (verdict.exitCode === 0) expect(verdict.plain).toBe('');
  });

  it.each(['nvlink2-removed', 'nvlink2-reserved'])(
    'at %s Clang finds what the native Clang finds, at the same places',
    async (stop) => {
      const resources = `${nativeHome(clang)}/usr/lib/llvm-19/lib/clang/19`;
      const { verdict, native } = await both(
        stop,
        'clang-22',
        ({ argv }) => forNativeClang(argv, resources),
        clang,
      );
      const places = (diagnostics: Diagnostic[]): string[] =>
        diagnostics.map(({ severity, place, message }) => {
          const name = /'((?:struct )?vfio_\w+|VFIO_\w+)'/i.exec(message)?.[1] ?? message;
          return `${place?.file}:${place?.line}:${place?.column}: ${severity}: ${name}`;
        });
      expect(places(verdict.diagnostics)).toEqual(places(parseDiagnostics(text(native.stderr))));
      expect(verdict.exitCode).toBe(native.exitCode);
      if (stop === 'nvlink2-removed') {
        const names = new Set(places(verdict.diagnostics).map((line) => line.replace(/.*: /, '')));
        expect([...names].sort()).toEqual([
          'VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD',
          'VFIO_REGION_INFO_CAP_NVLINK2_SSATGT',
          'VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD',
          'VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM',
          'struct vfio_region_info_cap_nvlink2_lnkspd',
          'struct vfio_region_info_cap_nvlink2_ssatgt',
        ]);
      }
    },
  );
});
