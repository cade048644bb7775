import { describe, expect, it } from 'vitest';
import { planOf } from '../../../wasm/gcc/plan.ts';
import { gccRecipes } from '../../../wasm/gcc/versions/index.ts';

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

  it('have products of their own and share the libraries they compute with', () => {
    const plans = recipes.map(planOf);
    expect(new Set(plans.map(({ productKey }) => productKey)).size).toBe(recipes.length);
    expect(new Set(plans.map(({ librariesKey }) => librariesKey)).size).toBe(1);
  });
});
