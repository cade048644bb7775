/** A repro with the options laid over it, and the request it makes. */
import type { CompileRequest } from '../compiler/index.ts';
import {
  type Catalogue,
  commandOf,
  EditImpossible,
  layEdits,
  NameNotDeclared,
  replaceInStack,
  treesForEdits,
} from '../headers/index.ts';
import { formatCommandLine, parseRepro, type Repro, ReproError } from '../repro/index.ts';
import { UsageError } from './exit.ts';
import { requireKnown } from './nearest.ts';
import type { CompileOptions } from './options.ts';
import type { Shelf } from './shelf.ts';

/**
 * What the reader asks for instead of what the repro says. A repro that is changed loses what its author expected.
 * @throws {UsageError} for unknown ids, or when the result is no valid repro.
 */
export function withOptions(
  repro: Repro,
  options: CompileOptions,
  catalogue: Catalogue,
  toolchains: readonly { id: string }[],
): Repro {
  const result: Repro = { ...repro };
  if (options.toolchain !== undefined && options.toolchain !== repro.toolchain.id) {
    requireKnown(
      'toolchain',
      options.toolchain,
      toolchains.map(({ id }) => id),
    );
    result.toolchain = { id: options.toolchain };
    const consumer = catalogue.consumers.find(({ id }) => id === repro.consumer.catalogue);
    if (consumer && repro.command === commandOf(consumer, repro.toolchain.id)) {
      result.command = commandOf(consumer, options.toolchain);
    }
  }
  if (options.headers.length) {
    const ids = catalogue.snapshots.map(({ id }) => id);
    for (const id of options.headers) requireKnown('header snapshot', id, ids);
    result.headers = options.headers
      .reduce<string[]>(
        (stack, id) => replaceInStack(catalogue, stack, id),
        repro.headers.map(({ id }) => id),
      )
      .map((id) => repro.headers.find((ref) => ref.id === id) ?? { id });
  }
  if (options.edits.length) result.edits = [...(repro.edits ?? []), ...options.edits];
  if (options.cwd !== undefined) result.directory = options.cwd;
  if (options.flags.length) result.command = `${result.command} ${formatCommandLine(options.flags)}`;
  if (JSON.stringify(result) !== JSON.stringify(repro)) delete result.expect;
  try {
    return parseRepro(result);
  } catch (error) {
    if (error instanceof ReproError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/**
 * The compile a repro asks for. Edited headers are laid over the stack, beneath the consumer's own files.
 * @throws {UsageError} when an edit cannot be made.
 */
export async function requestOf(shelf: Shelf, repro: Repro): Promise<CompileRequest> {
  const headers = repro.headers.map(({ id }) => id);
  const own = new Map(repro.consumer.files.map((file) => [file.path, file]));
  const edited = repro.edits?.length ? await editedHeaders(shelf, headers, repro.edits) : [];
  return {
    toolchain: repro.toolchain.id,
    headers,
    files: [...edited.filter(({ path }) => !own.has(path)), ...own.values()],
    command: repro.command,
    directory: repro.directory,
  };
}

async function editedHeaders(shelf: Shelf, headers: readonly string[], edits: NonNullable<Repro['edits']>) {
  if (edits.some(({ kind }) => kind === 'patch')) {
    throw new UsageError('This repro patches headers, which does not work yet: only edits by name do.');
  }
  const [grammar, trees] = await Promise.all([
    shelf.grammar(),
    shelf.trees(treesForEdits(shelf.catalogue, headers)),
  ]);
  try {
    return layEdits(grammar, shelf.catalogue, headers, trees, edits);
  } catch (error) {
    if (error instanceof NameNotDeclared || error instanceof EditImpossible) {
      throw new UsageError(error.message, { cause: error });
    }
    throw error;
  }
}
