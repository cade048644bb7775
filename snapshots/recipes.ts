/** Every recipe, in the order snapshots are listed (those for other machines last), and every consumer. */
import { demoConsumers, demoRecipes } from './demo/recipe.ts';
import { ethtoolConsumers, ethtoolRecipes } from './ethtool.ts';
import { glibcRecipes, glibcTargetRecipes } from './glibc.ts';
import { iproute2Consumers, iproute2Recipes } from './iproute2.ts';
import { libcChangesConsumers, libcChangesRecipes } from './libc-changes/recipe.ts';
import { linuxRecipes, linuxTargetRecipes } from './linux.ts';
import { netToolsConsumers, netToolsRecipes } from './net-tools.ts';
import { nvlink2Recipes, nvlink2TargetRecipes } from './nvlink2.ts';
import { qemuConsumers, qemuRecipes } from './qemu-5.2/recipe.ts';
import { qemu72Consumers, qemu72Recipes } from './qemu-7.2/recipe.ts';
import type { ConsumerRecipe, Recipe } from './recipe.ts';
import { utilLinuxConsumers, utilLinuxRecipes } from './util-linux.ts';

export const recipes: Recipe[] = [
  ...demoRecipes,
  ...linuxRecipes,
  ...nvlink2Recipes,
  ...glibcRecipes,
  ...qemuRecipes,
  ...qemu72Recipes,
  ...iproute2Recipes,
  ...utilLinuxRecipes,
  ...netToolsRecipes,
  ...ethtoolRecipes,
  ...libcChangesRecipes,
  ...linuxTargetRecipes,
  ...glibcTargetRecipes,
  ...nvlink2TargetRecipes,
];
export const consumers: ConsumerRecipe[] = [
  ...qemuConsumers,
  ...qemu72Consumers,
  ...iproute2Consumers,
  ...utilLinuxConsumers,
  ...netToolsConsumers,
  ...ethtoolConsumers,
  ...libcChangesConsumers,
  ...demoConsumers,
];
