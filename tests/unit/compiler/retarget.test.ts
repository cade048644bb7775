import { describe, expect, it } from 'vitest';
import {
  calledByTarget,
  commandFor,
  toolchainFamily,
  toolchainFor,
  toolchainsFor,
  toolchainTitle,
} from '../../../src/compiler/index.ts';

const POWER = 'powerpc64le-linux-gnu';

describe('a command line for another machine', () => {
  it('says it to Clang in place of what said another', () => {
    expect(commandFor('cd b && clang -c a.c', 'clang-22', POWER)).toBe(
      `cd b && clang --target=${POWER} -c a.c`,
    );
    for (const line of [
      'clang --target=aarch64-linux-gnu -c a.c',
      'clang -target s390x-linux-gnu -c a.c',
      'clang -m32 -c a.c',
      'aarch64-linux-gnu-gcc -c a.c',
    ]) {
      const written = commandFor(line, 'clang-22', POWER);
      expect(written).toMatch(new RegExp(`^(?:clang|gcc) --target=${POWER} -c a\\.c$`));
      expect(commandFor(written, 'clang-22', 'x86_64-linux-gnu')).toMatch(/^(?:clang|gcc) -c a\.c$/);
    }
  });

  it('stays as its author wrote it where it says the machine already', () => {
    for (const line of [`${POWER}-gcc -c a.c`, 'clang -target ppc64le-linux-gnu  -c a.c']) {
      expect(commandFor(line, 'clang-22', POWER)).toBe(line);
    }
    expect(commandFor('gcc  -m64 -c a.c', 'gcc-8.3.1', 'x86_64-linux-gnu')).toBe('gcc  -m64 -c a.c');
  });

  it('has no word of Clang’s for a GCC', () => {
    expect(commandFor(`clang --target=${POWER} -c a.c`, `gcc-12.2.0-${POWER}`, POWER)).toBe('clang -c a.c');
    expect(commandFor(`clang --target=${POWER} -c a.c`, 'gcc-8.3.1', POWER)).toBe('clang -c a.c');
    expect(commandFor('gcc -c a.c', 'gcc-8.3.1', 'i386-linux-gnu')).toBe('gcc -m32 -c a.c');
  });

  it('is exported with the name that GCC has for the machine', () => {
    const id = `gcc-12.2.0-${POWER}`;
    expect(calledByTarget('cd b && ccache /usr/bin/gcc -c gcc.c', id)).toBe(
      `cd b && ccache /usr/bin/${POWER}-gcc -c gcc.c`,
    );
    expect(calledByTarget('cc -c a.c', id)).toBe(`${POWER}-gcc -c a.c`);
    expect(calledByTarget(`${POWER}-gcc-12 -c a.c`, id)).toBe(`${POWER}-gcc-12 -c a.c`);
    expect(calledByTarget('gcc -c a.c', 'gcc-12.2.0')).toBe('gcc -c a.c');
  });
});

describe('a toolchain for another machine', () => {
  const all = [
    'clang-22',
    'gcc-8.3.1',
    'gcc-12.2.0',
    'gcc-12.2.0-aarch64-linux-gnu',
    `gcc-12.2.0-${POWER}`,
  ].map((id) => ({ id }));

  it('is Clang itself, and of GCC the one that is built for it', () => {
    expect(toolchainFor('clang-22', POWER)).toBe('clang-22');
    expect(toolchainFor('gcc-12.2.0', POWER)).toBe(`gcc-12.2.0-${POWER}`);
    expect(toolchainFor(`gcc-12.2.0-${POWER}`, 'aarch64-linux-gnu')).toBe('gcc-12.2.0-aarch64-linux-gnu');
    expect(toolchainFor(`gcc-12.2.0-${POWER}`, 'x86_64-linux-gnu')).toBe('gcc-12.2.0');
    expect(toolchainFor('gcc-8.3.1', 'i386-linux-gnu')).toBe('gcc-8.3.1');
    expect(toolchainFamily(`gcc-12.2.0-${POWER}`)).toBe('gcc-12.2.0');
  });

  it('stands beside those for the same machine only', () => {
    const ids = (target: string) => toolchainsFor(all, target).map(({ id }) => id);
    expect(ids(POWER)).toEqual(['clang-22', `gcc-12.2.0-${POWER}`]);
    expect(ids('x86_64-linux-gnu')).toEqual(['clang-22', 'gcc-8.3.1', 'gcc-12.2.0']);
    expect(ids('i386-linux-gnu')).toEqual(['clang-22', 'gcc-8.3.1', 'gcc-12.2.0']);
    expect(ids('s390x-linux-gnu')).toEqual(['clang-22']);
  });

  it('says its machine in its title once', () => {
    expect(toolchainTitle({ id: 'clang-22', title: 'Clang 22' }, POWER)).toBe(`Clang 22 for ${POWER}`);
    const gcc = { id: `gcc-12.2.0-${POWER}`, title: `GCC 12.2.0 for ${POWER}` };
    expect(toolchainTitle(gcc, POWER)).toBe(gcc.title);
  });
});
