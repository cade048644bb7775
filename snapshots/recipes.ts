/** Every recipe, in the order snapshots are listed, and every consumer. */
import { demoConsumers, demoRecipes } from './demo/recipe.ts';
import { glibcRecipes } from './glibc.ts';
import { linuxRecipes } from './linux.ts';
import { nvlink2Recipes } from './nvlink2.ts';
import { qemuConsumers, qemuRecipes } from './qemu-5.2/recipe.ts';
import type { ConsumerRecipe, Recipe } from './recipe.ts';

export const recipes: Recipe[] = [
  ...demoRecipes,
  ...linuxRecipes,
  ...nvlink2Recipes,
  ...glibcRecipes,
  ...qemuRecipes,
];
export const consumers: ConsumerRecipe[] = [...qemuConsumers, ...demoConsumers];
