import { describe, expect, it } from 'vitest';
import { planCompile, stackOf, targetOf } from '../../../src/compiler/index.ts';
import { toolchainTarget, tripletOf } from '../../../src/repro/index.ts';

describe('a target’s triplet', () => {
  it('is the same whatever its vendor and other name', () => {
    for (const name of [
      'powerpc64le-linux-gnu',
      'ppc64le-unknown-linux-gnu',
      'powerpc64le-redhat-linux',
      'powerpc64le-linux',
    ]) {
      expect(tripletOf(name), name).toBe('powerpc64le-linux-gnu');
    }
    expect(tripletOf('i686-pc-linux-gnu')).toBe('i386-linux-gnu');
    expect(tripletOf('arm64-linux-gnu')).toBe('aarch64-linux-gnu');
  });

  it('stays as it is where there are no headers for it', () => {
    for (const name of ['riscv64-linux-musl', 'x86_64-w64-mingw32', 'powerpc64le', 'arm-linux-gnueabihf']) {
      expect(tripletOf(name)).toBe(name);
    }
  });
});

describe('the target of a compile', () => {
  const of = (toolchain: string, command: string) => targetOf({ toolchain, command });

  it('is what a GCC is built for', () => {
    expect(toolchainTarget('gcc-12.2.0')).toBe('x86_64-linux-gnu');
    expect(of('gcc-12.2.0', 'gcc -c a.c')).toBe('x86_64-linux-gnu');
    expect(of('gcc-12.2.0-aarch64-linux-gnu', 'gcc -c a.c')).toBe('aarch64-linux-gnu');
  });

  it('is what Clang is asked for: by the last --target, else by the name it is called by', () => {
    expect(of('clang-22', 'clang -c a.c')).toBe('x86_64-linux-gnu');
    expect(of('clang-22', 'clang --target=ppc64le-linux-gnu -c a.c')).toBe('powerpc64le-linux-gnu');
    expect(of('clang-22', 'clang -target s390x-linux-gnu -c a.c')).toBe('s390x-linux-gnu');
    expect(of('clang-22', 'clang --target=s390x-linux-gnu --target=aarch64-linux-gnu -c a.c')).toBe(
      'aarch64-linux-gnu',
    );
    expect(of('clang-22', 'cd b && ccache /usr/bin/powerpc64le-linux-gnu-gcc-12 -c a.c')).toBe(
      'powerpc64le-linux-gnu',
    );
  });

  it('is not said to GCC by an option of Clang’s', () => {
    expect(of('gcc-12.2.0', 'gcc --target=powerpc64le-linux-gnu -c a.c')).toBe('x86_64-linux-gnu');
  });

  it('changes its width with -m32 and -m64, the last of them', () => {
    expect(of('gcc-8.3.1', 'gcc -m32 -c a.c')).toBe('i386-linux-gnu');
    expect(of('clang-22', 'clang -m32 -c a.c')).toBe('i386-linux-gnu');
    expect(of('clang-22', 'clang -m32 -m64 -c a.c')).toBe('x86_64-linux-gnu');
    expect(of('clang-22', 'clang --target=i686-linux-gnu -m64 -c a.c')).toBe('x86_64-linux-gnu');
    expect(of('clang-22', 'clang --target=powerpc64le-linux-gnu -m64 -c a.c')).toBe('powerpc64le-linux-gnu');
  });

  it('is the toolchain’s own where the line runs no compiler', () => {
    expect(of('clang-22', '')).toBe('x86_64-linux-gnu');
    expect(of('gcc-12.2.0-powerpc64le-linux-gnu', 'make ($x)')).toBe('powerpc64le-linux-gnu');
  });

  it('chooses the headers, and is not told where they are x86-64’s', () => {
    const request = { headers: ['linux-6.1'], files: [], directory: '/' };
    const command = 'clang --target=powerpc64le-linux-gnu -c a.c';
    expect(stackOf({ ...request, toolchain: 'clang-22', command })).toEqual({
      headers: ['linux-6.1'],
      target: 'powerpc64le-linux-gnu',
    });
    expect(stackOf({ ...request, toolchain: 'clang-22', command: 'clang -c a.c' })).toEqual({
      headers: ['linux-6.1'],
    });
  });
});

describe('Clang’s arguments', () => {
  const clang = { family: 'clang', version: [22, 1, 0], target: 'x86_64-linux-gnu' } as const;
  const targets = (command: string) =>
    planCompile({ command, directory: '/', files: [] }, { ...clang, version: [22, 1, 0] }, '/r').args.filter(
      (word) => word.includes('target'),
    );

  it('name one target: the one asked for, or the toolchain’s', () => {
    expect(targets('clang -c a.c')).toEqual(['--target=x86_64-linux-gnu']);
    expect(targets('clang --target=aarch64-linux-gnu -c a.c')).toEqual(['--target=aarch64-linux-gnu']);
    expect(targets('powerpc64le-linux-gnu-clang -c a.c')).toEqual(['--target=powerpc64le-linux-gnu']);
  });
});
