import { describe, expect, it } from 'vitest';
import { configureArguments, planOf } from '../../../wasm/gcc/plan.ts';
import { titleOf } from '../../../wasm/gcc/stage.ts';
import { gccRecipes, recipeOf } from '../../../wasm/gcc/versions/index.ts';

const recipes = Object.values(gccRecipes);

describe('the GCC recipes', () => {
  it('are listed oldest first', () => {
    const majors = recipes.map(({ version }) => Number(version.split('.', 1)[0]));
    expect(majors).toEqual([...majors].sort((a, b) => a - b));
  });

  it.each(recipes)('$version pins its source by version and digest', ({ source }) => {
    expect(source.version).toBeTruthy();
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are named by their version, and by their target where that is not x86-64', () => {
    expect(Object.keys(gccRecipes)).toContain('12.2.0');
    expect(Object.keys(gccRecipes)).toContain('12.2.0-powerpc64le-linux-gnu');
    expect(titleOf('12.2.0')).toBe('GCC 12.2.0');
    expect(titleOf('12.2.0-aarch64-linux-gnu')).toBe('GCC 12.2.0 for aarch64-linux-gnu');
  });

  it('are configured for their target alone', () => {
    const words = configureArguments(recipeOf('12.2.0-aarch64-linux-gnu'));
    expect(words).toContain('--target=aarch64-linux-gnu');
    expect(words.filter((word) => /i686|m64/.test(word))).toEqual([]);
  });

  it('have products of their own and share the libraries they compute with', () => {
    const plans = recipes.map(planOf);
    expect(new Set(plans.map(({ productKey }) => productKey)).size).toBe(recipes.length);
    expect(new Set(plans.map(({ librariesKey }) => librariesKey)).size).toBe(1);
  });
});
