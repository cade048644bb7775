/** The GCC versions there is a recipe for. */
import { gcc831 } from './8.3.1.ts';
import type { GccVersion } from './model.ts';

export type { GccVersion, LiteLink, SourceEdit } from './model.ts';

export const gccRecipes: Record<string, GccVersion> = { '8.3.1': gcc831 };

/** @throws {Error} when there is no recipe for `version`. */
export function recipeOf(version: string): GccVersion {
  const recipe = gccRecipes[version];
  if (!recipe) {
    throw new Error(
      `There is no recipe for GCC ${version}; there is one for ${Object.keys(gccRecipes).join(', ')}.`,
    );
  }
  return recipe;
}
