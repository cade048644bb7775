/** `undeclared timeline`: at which stops a consumer compiles, for one toolchain or several. */
import { requestOf } from '../../compiler/index.ts';
import { commandOf, withOwnStops } from '../../headers/index.ts';
import { withoutOwnStops } from '../../repro/index.ts';
import { type Filled, fillTimeline, timelineSentence } from '../../study/index.ts';
import { Desk } from '../desk.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { openInput } from '../inputs.ts';
import { requireKnown } from '../nearest.ts';
import type { CompileOptions } from '../options.ts';
import { withOptions } from '../request.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export interface TimelineOptions extends CompileOptions {
  json: boolean;
  /** Instead of the consumer's own. */
  stops: string[];
  /** Beside the consumer's own. */
  toolchains: string[];
  libcs: string[];
}

export async function timeline(
  shelf: Shelf,
  input: string,
  options: TimelineOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { repro: opened, notice } = await openInput(shelf, input, options);
  if (notice) terminal.stderr.write(`${notice}\n`);
  const repro = withOptions(opened, options, shelf.catalogue, shelf.toolchains);
  const catalogue = withOwnStops(shelf.catalogue, repro.stops);
  const ids = catalogue.snapshots.map(({ id }) => id);
  for (const id of [...options.stops, ...options.libcs]) requireKnown('header snapshot', id, ids);
  for (const id of options.toolchains) {
    requireKnown(
      'toolchain',
      id,
      shelf.toolchains.map((one) => one.id),
    );
  }
  const consumer = shelf.catalogue.consumers.find(({ id }) => id === repro.consumer.catalogue);
  return Desk.with(shelf, options.timeout, terminal, async (desk) => {
    const stops = options.stops.length ? options.stops : desk.stopsOf(repro);
    const begun = performance.now();
    const filled = await fillTimeline(
      shelf.catalogue,
      {
        request: requestOf(withoutOwnStops(repro)),
        stops,
        own: repro.stops ?? [],
        toolchains: [repro.toolchain.id, ...options.toolchains],
        libcs: options.libcs,
        commandFor: (toolchain) => (consumer ? commandOf(consumer, toolchain) : repro.command),
      },
      desk.compilations,
    );
    const { compiled, reused } = desk.compilations;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (options.json) {
      const cells = filled.map(({ cell, request, outcome }) => ({
        ...cell,
        headers: request.headers,
        ...(outcome.kind === 'failure'
          ? { state: outcome.kind, message: outcome.message }
          : {
              state: outcome.kind,
              reused: outcome.reused,
              errors: 'errors' in outcome ? outcome.errors : 0,
            }),
      }));
      terminal.stdout.write(
        `${JSON.stringify({ input, stops, cells, sentence: timelineSentence(stops, rowOf(filled, repro.toolchain.id), catalogue), compiled, reused })}\n`,
      );
    } else {
      const rows = [...new Set(filled.map(({ cell }) => `${cell.toolchain} ${cell.libc ?? ''}`))];
      const width = Math.max(...stops.map(({ length }) => length), 4);
      const side = Math.max(...rows.map(({ length }) => length)) + 2;
      const line = (words: readonly string[]) =>
        words
          .map((word) => word.padEnd(width + 2))
          .join('')
          .trimEnd();
      terminal.stdout.write(`${''.padEnd(side)}${line(stops)}\n`);
      for (const row of rows) {
        const marks = stops.map((stop) => {
          const one = filled.find(
            ({ cell }) => cell.stop === stop && `${cell.toolchain} ${cell.libc ?? ''}` === row,
          );
          return one ? mark(one) : '';
        });
        terminal.stdout.write(`${row.padEnd(side)}${line(marks)}\n`);
      }
      terminal.stdout.write(`${timelineSentence(stops, rowOf(filled, repro.toolchain.id), catalogue)}\n`);
      terminal.stderr.write(`${compiled} compiled, ${reused} known by an equal closure, ${seconds} s.\n`);
    }
    return filled.some(({ outcome }) => outcome.kind === 'failure') ? EXIT.failed : EXIT.ok;
  });
}

function rowOf(filled: readonly Filled[], toolchain: string): Filled[] {
  return filled.filter(({ cell }) => cell.toolchain === toolchain && cell.libc === undefined);
}

function mark({ outcome }: Filled): string {
  switch (outcome.kind) {
    case 'compiles':
      return '✓';
    case 'fails':
      return `✗ ${outcome.errors}`;
    case 'failure':
      return '?';
  }
}
