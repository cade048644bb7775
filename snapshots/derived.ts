import { applyEdits, type HeaderEdit } from '../src/headers/index.ts';
import type { Recipe } from './recipe.ts';

/** A recipe that takes another one's tree and edits it by names. */
export function derived(
  about: Pick<Recipe, 'id' | 'title' | 'family'> & Partial<Pick<Recipe, 'notice' | 'builtIn'>>,
  from: string,
  edits: HeaderEdit[],
): Recipe {
  return {
    ...about,
    base: from,
    derivedFrom: { id: from, edits },
    inputs: { from, edits },
    async make(tools) {
      const [grammar, tree, packages] = await Promise.all([
        tools.grammar(),
        tools.tree(from),
        tools.origins(from),
      ]);
      return { tree: applyEdits(grammar, tree, edits), packages };
    },
  };
}
