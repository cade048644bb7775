/** `undeclared impact`: which consumers of the catalogue a header change breaks. */
import { type ImpactRow, impact as impactOf } from '../../study/index.ts';
import { Desk } from '../desk.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { requireKnown } from '../nearest.ts';
import type { CompileOptions } from '../options.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';
import { linkOf } from './link.ts';

export interface ImpactOptions extends CompileOptions {
  json: boolean;
  page: string;
  /** Part of the ids of the consumers asked about; all when empty. */
  consumers: string;
}

const WORDS: Readonly<Record<ImpactRow['state'], string>> = {
  breaks: 'BREAKS',
  compiles: 'compiles',
  untouched: 'untouched',
  'broken-before': 'broken before',
  'does-not-apply': 'does not apply',
  failure: 'no verdict',
};

export async function impact(shelf: Shelf, options: ImpactOptions, terminal: Terminal): Promise<ExitCode> {
  const { edits, headers, toolchain } = options;
  if (edits.length === 0)
    throw new UsageError('impact wants a header change: --patch FILE or --edit CHANGE.');
  if (headers.length > 1) throw new UsageError('impact puts consumers on one --headers snapshot at most.');
  const [stop] = headers;
  if (stop !== undefined) {
    requireKnown(
      'header snapshot',
      stop,
      shelf.catalogue.snapshots.map(({ id }) => id),
    );
  }
  const consumers = shelf.catalogue.consumers.filter(({ id }) => id.includes(options.consumers));
  return Desk.with(shelf, options.timeout, terminal, async (desk) => {
    const { rows, elsewhere } = await impactOf(
      {
        edits,
        consumers,
        ...(stop !== undefined && { stop }),
        ...(toolchain !== undefined && { toolchain }),
        toolchains: shelf.toolchains,
      },
      desk.sources,
      desk.compilations,
    );
    const broken = rows.filter(({ state }) => state === 'breaks');
    if (options.json) {
      const told = rows.map(({ consumer, state, errors, message, repro }) => ({
        consumer: consumer.id,
        ...{ state, errors },
        ...(message !== undefined && { message }),
        repro,
      }));
      const { compiled } = desk.compilations;
      terminal.stdout.write(
        `${JSON.stringify({ breaks: broken.length, rows: told, elsewhere, compiled })}\n`,
      );
    } else {
      for (const { consumer, state, errors, message, repro } of rows) {
        if (state === 'untouched') continue;
        const count = errors ? ` (${errors} error${errors === 1 ? '' : 's'})` : '';
        const kernel = repro.headers
          .map(({ id }) => id)
          .slice(0, -1)
          .join(', ');
        terminal.stdout.write(`${WORDS[state].padEnd(15)}${consumer.id}${count} with ${kernel}\n`);
        if (message) terminal.stdout.write(`${''.padEnd(15)}${message.split('\n')[0]}\n`);
        if (state === 'breaks') {
          terminal.stdout.write(`${''.padEnd(15)}${await linkOf(shelf, repro, options.page)}\n`);
        }
      }
      const count = (state: ImpactRow['state']) => rows.filter((row) => row.state === state).length;
      terminal.stdout.write(
        `${broken.length} of ${rows.length} consumers break; ${count('compiles')} compile with the change, ${count('untouched')} do not read it.\n`,
      );
      for (const path of elsewhere) terminal.stderr.write(`No installed header: ${path}\n`);
    }
    return broken.length ? EXIT.doesNotCompile : EXIT.ok;
  });
}
