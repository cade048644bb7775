/** Every recipe, in the order snapshots are listed, and every consumer. */
import { demoConsumers, demoRecipes } from './demo/recipe.ts';
import { linuxRecipes } from './linux.ts';
import type { ConsumerRecipe, Recipe } from './recipe.ts';

export const recipes: Recipe[] = [...demoRecipes, ...linuxRecipes];
export const consumers: ConsumerRecipe[] = [...demoConsumers];
