/** The GCC versions there is a recipe for. */
import { gcc831 } from './8.3.1.ts';
import { gcc930 } from './9.3.0.ts';
import { gcc1021 } from './10.2.1.ts';
import { gcc1220, gcc1220aarch64, gcc1220ppc64le } from './12.2.0.ts';
import { gcc1420 } from './14.2.0.ts';
import { gcc1620 } from './16.2.0.ts';
import type { GccVersion } from './model.ts';

export type { GccVersion, LiteLink, PackagePatches, SourceEdit, Target } from './model.ts';

/** Names a recipe, its toolchain and its product: "8.3.1", "12.2.0-powerpc64le-linux-gnu". */
export function nameOf({ version, target }: GccVersion): string {
  return target === undefined ? version : `${version}-${target.triplet}`;
}

/** The triplet of the machine a recipe's compiler is for. */
export function tripletOf({ target }: GccVersion): string {
  return target?.triplet ?? 'x86_64-linux-gnu';
}

/** By name. Oldest first. */
export const gccRecipes: Record<string, GccVersion> = Object.fromEntries(
  [gcc831, gcc930, gcc1021, gcc1220, gcc1220ppc64le, gcc1220aarch64, gcc1420, gcc1620].map((recipe) => [
    nameOf(recipe),
    recipe,
  ]),
);

/** @throws {Error} when there is no recipe of that name. */
export function recipeOf(name: string): GccVersion {
  const recipe = gccRecipes[name];
  if (!recipe) {
    throw new Error(
      `There is no recipe for GCC ${name}; there is one for ${Object.keys(gccRecipes).join(', ')}.`,
    );
  }
  return recipe;
}
