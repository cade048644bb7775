import { applyEdits, type HeaderEdit } from '../src/headers/index.ts';
import { aboutTarget } from './for-target.ts';
import type { Recipe } from './recipe.ts';

/** A recipe that takes another one's tree and edits it by names. */
export function derived(
  about: Pick<Recipe, 'id' | 'title' | 'family'> &
    Partial<Pick<Recipe, 'notice' | 'builtIn' | 'base' | 'forTarget'>>,
  from: string,
  edits: HeaderEdit[],
): Recipe {
  return {
    base: from,
    ...about,
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

/** A derived snapshot for another machine: the same edits, made in what it derives from for that machine. */
export function derivedFor(of: Recipe, target: string): Recipe {
  const { id, edits } = of.derivedFrom!;
  return derived(aboutTarget(of, target), `${id}-${target}`, edits);
}
