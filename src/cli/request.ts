/** A repro with the options laid over it. */
import { commandFor, targetOf, toolchainFor } from '../compiler/index.ts';
import { type Catalogue, commandOf, replaceInStack, withOwnStops } from '../headers/index.ts';
import { formatCommandLine, parseRepro, type Repro, ReproError, tripletOf } from '../repro/index.ts';
import { UsageError } from './exit.ts';
import { requireKnown } from './nearest.ts';
import type { CompileOptions } from './options.ts';

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
  const before = targetOf({ toolchain: repro.toolchain.id, command: repro.command });
  const target = options.target === undefined ? before : tripletOf(options.target);
  const named = options.toolchain ?? repro.toolchain.id;
  const toolchain = options.target === undefined ? named : toolchainFor(named, target);
  if (toolchain !== repro.toolchain.id || target !== before) {
    requireKnown(
      'toolchain',
      toolchain,
      toolchains.map(({ id }) => id),
    );
    result.toolchain = { id: toolchain };
    const consumer = catalogue.consumers.find(({ id }) => id === repro.consumer.catalogue);
    const untouched = consumer && repro.command === commandOf(consumer, repro.toolchain.id);
    result.command = commandFor(
      untouched ? commandOf(consumer, toolchain) : repro.command,
      toolchain,
      target,
    );
  }
  if (options.headers.length) {
    const known = withOwnStops(catalogue, repro.stops);
    const ids = known.snapshots.map(({ id }) => id);
    for (const id of options.headers) requireKnown('header snapshot', id, ids);
    result.headers = options.headers
      .reduce<string[]>(
        (stack, id) => replaceInStack(known, stack, id),
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
