/** Two stops of one consumer for one target: what of the names it uses has another value or layout. */
import { type CompileRequest, RuntimeFailure, type Verdict } from '../../compiler/index.ts';
import { bytesToText } from '../../headers/index.ts';
import type { Sources } from '../blame/view.ts';
import { type LayoutQuestion, layoutsOf } from './ask.ts';
import {
  ABI_VERDICTS,
  type AbiVerdict,
  type CompareContext,
  compareKnown,
  type NameChange,
  worst,
} from './compare.ts';
import type { Layouts } from './layout.ts';
import type { Asked } from './probe.ts';
import type { LayoutTarget } from './target.ts';
import { type Uses, usesOf } from './uses.ts';

export interface AbiQuestion {
  before: CompileRequest;
  after: CompileRequest;
  target: LayoutTarget;
  /** A ready Clang's id. */
  toolchain: string;
  /** What the consumer itself names when not given. */
  names?: readonly (string | Asked)[];
}

export interface Abi {
  verdict: AbiVerdict;
  /** Those that one of the stops has, the worst first, of those types before constants, else by name. */
  changes: NameChange[];
  /** Errors the probe's compiler has with the consumer at each. */
  before: Pick<Layouts, 'errors' | 'firstError'>;
  after: Pick<Layouts, 'errors' | 'firstError'>;
}

/** How often each verdict was given. */
export function countVerdicts({ changes }: Pick<Abi, 'changes'>): Record<AbiVerdict, number> {
  const counts = { 'source-breaks': 0, 'abi-differs': 0, 'compatible-growth': 0, unchanged: 0 };
  for (const { verdict } of changes) counts[verdict]++;
  return counts;
}

/** @param contextOf what is known of a name's header beside its layout. */
export function compareLayouts(
  before: Layouts,
  after: Layouts,
  contextOf: (name: string) => CompareContext = () => ({}),
): Abi {
  const changes: NameChange[] = [];
  for (const name of new Set([...after.names.keys(), ...before.names.keys()])) {
    const context: CompareContext = {
      constantOf: (constant) =>
        [before, after].flatMap(({ names }) => {
          const known = names.get(constant);
          return known?.kind === 'constant' ? [known] : [];
        })[0],
      ...contextOf(name),
    };
    const change = compareKnown(name, before.names.get(name), after.names.get(name), context);
    if (change) changes.push(change);
  }
  const rank = ({ verdict }: NameChange) => ABI_VERDICTS.indexOf(verdict);
  const isType = ({ before: old, after: now }: NameChange) => ((now ?? old)!.kind === 'type' ? 0 : 1);
  changes.sort((a, b) => rank(a) - rank(b) || isType(a) - isType(b) || (a.name < b.name ? -1 : 1));
  const breaks = before.errors === 0 && after.errors > 0;
  const told = ({ errors, firstError }: Layouts) => ({
    errors,
    ...(firstError !== undefined && { firstError }),
  });
  return {
    verdict: breaks ? 'source-breaks' : worst(changes.map(({ verdict }) => verdict)),
    changes,
    before: told(before),
    after: told(after),
  };
}

/** The texts of the headers that declare a name, one behind the other. */
async function headerTexts(
  uses: Uses,
  stack: CompileRequest,
  files: Sources['files'],
): Promise<(name: string) => string> {
  const types = uses.asked.filter(({ kind }) => kind !== 'constant').map(({ name }) => name);
  const paths = [...new Set(types.flatMap((name) => uses.headers.get(name) ?? []))];
  const read = await files.readFiles(stack, paths);
  return (name) =>
    (uses.headers.get(name) ?? []).map((path) => bytesToText(read.get(path) ?? new Uint8Array())).join('\n');
}

/**
 * @throws {RuntimeFailure} when a compiler gave no verdict, or the headers have no part for the target.
 * @throws {CommandLineError} when the consumer's line names nothing to compile.
 * @throws the signal's reason when it is aborted.
 */
export async function abiOf(
  question: AbiQuestion,
  sources: Sources,
  compile: (request: CompileRequest, signal?: AbortSignal) => Promise<Verdict>,
  signal?: AbortSignal,
): Promise<Abi> {
  const { before, after, target, toolchain } = question;
  const uses = await usesOf([after, before], sources, question.names);
  signal?.throwIfAborted();
  const at = (request: CompileRequest) => {
    const asked: LayoutQuestion = {
      request,
      target,
      toolchain,
      names: uses.asked,
      fieldTypes: uses.fieldTypes,
    };
    return layoutsOf(asked, (wanted) => compile(wanted, signal));
  };
  // One after the other: the compiler is one.
  const later = await at(after);
  requireTarget(later, target);
  signal?.throwIfAborted();
  const earlier = await at(before);
  requireTarget(earlier, target);
  const header = await headerTexts(uses, after, sources.files);
  const abi = compareLayouts(earlier, later, (name) => ({
    header: header(name),
    names: (field) => uses.words.has(field),
  }));
  return { ...abi, changes: abi.changes.filter(({ name }) => !uses.companions.has(name)) };
}

/** Headers are of some machines only: without its own asm/ a target has no types to speak of. */
function requireTarget({ errors, firstError = '' }: Layouts, { title }: LayoutTarget): void {
  if (errors === 0 || !/^'(?:asm|bits|gnu)\/[^']*' file not found/.test(firstError)) return;
  throw new RuntimeFailure(
    'headers-missing',
    `These headers have no part for ${title}: ${firstError}.`,
    'Choose another target, or other headers.',
  );
}
