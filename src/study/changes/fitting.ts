/** Where a patch applies, before anything is changed by it. */
import type { HeaderStack } from '../../compiler/index.ts';
import { applyPatchEdit, HeaderEditError } from '../../headers/index.ts';
import type { StackFiles } from '../blame/view.ts';

export interface PatchIn {
  /** Headers it changes, makes or takes away. */
  touched: string[];
  /** Paths, as the patch has them, of what is no installed header. */
  elsewhere: string[];
  /** It does not apply. */
  error?: HeaderEditError;
}

const EMPTY = new Uint8Array();

/** What a patch does to one stack. Where it does not apply, `touched` is what it names. */
export async function patchIn(stack: HeaderStack, patch: string, files: StackFiles): Promise<PatchIn> {
  const has = new Set(await files.listFiles(stack));
  const named = namedHeaders(patch, has);
  const tree = new Map(await files.readFiles(stack, named));
  for (const path of has) if (!tree.has(path)) tree.set(path, EMPTY);
  try {
    const { touched, elsewhere } = applyPatchEdit(tree, patch);
    return { touched, elsewhere };
  } catch (error) {
    if (!(error instanceof HeaderEditError)) throw error;
    return { touched: named, elsewhere: [], error };
  }
}

/** Installed headers whose path ends as a patch's file names do, from the folder of includes on. */
function namedHeaders(patch: string, has: ReadonlySet<string>): string[] {
  const names = [...patch.matchAll(/^(?:\+\+\+|---) (\S+)/gm)].map(
    ([, name]) => /(?:uapi|usr\/include)(\/.+)$/.exec(name!)?.[1] ?? name!.replace(/^[ab](?=\/)/, ''),
  );
  return [...has].filter(
    (path) => path.startsWith('/usr/include/') && names.some((name) => path.endsWith(name)),
  );
}

export interface Fitting extends Omit<PatchIn, 'error'> {
  /** The first of the stops it applies to. */
  stop?: string;
  /** Why it does not apply to the first stop asked about, with the neighbourhood of the place. */
  problem?: string;
}

/** @param stops in the order they are to be tried. */
export async function fittingStop(
  patch: string,
  stops: readonly { id: string; stack: HeaderStack }[],
  files: StackFiles,
): Promise<Fitting> {
  let first: PatchIn | undefined;
  for (const { id, stack } of stops) {
    const { error, touched, elsewhere } = await patchIn(stack, patch, files);
    first ??= { touched, elsewhere, ...(error && { error }) };
    if (!error) return { stop: id, touched, elsewhere, ...(first.error && { problem: first.error.message }) };
  }
  const { error, touched, elsewhere } = first ?? { error: undefined, touched: [], elsewhere: [] };
  return { touched, elsewhere, ...(error && { problem: `${error.message}\n${error.advice}` }) };
}
