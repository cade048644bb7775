/** The GCC versions there is a recipe for. */
import { gcc831 } from './8.3.1.ts';
import { gcc930 } from './9.3.0.ts';
import { gcc1021 } from './10.2.1.ts';
import { gcc1220 } from './12.2.0.ts';
import { gcc1420 } from './14.2.0.ts';
import { gcc1620 } from './16.2.0.ts';
import type { GccVersion } from './model.ts';

export type { GccVersion, LiteLink, PackagePatches, SourceEdit } from './model.ts';

/** Oldest first. */
export const gccRecipes: Record<string, GccVersion> = Object.fromEntries(
  [gcc831, gcc930, gcc1021, gcc1220, gcc1420, gcc1620].map((recipe) => [recipe.version, recipe]),
);

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
