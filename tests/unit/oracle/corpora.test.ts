import { describe, expect, it } from 'vitest';
import { sample } from '../../oracle/suite/case.ts';
import { damage } from '../../oracle/suite/corpora/damage.ts';
import { optionsOf } from '../../oracle/suite/corpora/gcc-tests.ts';

const program = `static int32_t g_3 = 1;
static uint8_t  func_1(void)
{
    int32_t l_2 = 7;
    return safe_add(g_3, l_2);
}
`;

describe('damage', () => {
  it('is the same for the same seed, and another for others', () => {
    expect(damage(program, 7)).toBe(damage(program, 7));
    const made = new Set(Array.from({ length: 20 }, (_, seed) => damage(program, seed)));
    expect(made.size).toBeGreaterThan(10);
  });

  it('changes the program', () => {
    for (let seed = 0; seed < 50; seed++) expect(damage(program, seed)).not.toBe(program);
  });
});

describe('the options of a GCC test', () => {
  it('are its own, without what a syntax check has no use for', () => {
    expect(optionsOf('/* { dg-options "-O2 -S -fdump-tree-all -Wshadow -DX=\\"a b\\"" } */')).toEqual([
      '-O2',
      '-Wshadow',
      '-DX=a b',
    ]);
  });

  it('are DejaGnu’s where it names none', () => {
    expect(optionsOf('/* { dg-do compile } */')).toEqual(['-ansi', '-pedantic-errors']);
  });

  it('for another machine do not count', () => {
    const text = `/* { dg-options "-Wall" } */
/* { dg-additional-options "-mcpu=v9" { target sparc*-*-* } } */
/* { dg-additional-options "-msse2" { target i?86-*-* x86_64-*-* } } */`;
    expect(optionsOf(text)).toEqual(['-Wall', '-msse2']);
  });
});

describe('a sample', () => {
  it('is spread over the whole and the same every time', () => {
    const all = Array.from({ length: 100 }, (_, index) => index);
    expect(sample(all, 0.1)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(sample(all, 1)).toEqual(all);
    expect(sample(all, 0.001)).toEqual([0]);
  });
});
