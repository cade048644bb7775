/** `undeclared export`: the experiment as what people send and keep. */
import { writeFileSync } from 'node:fs';
import { closureOf, experimentOf, sealedRepro } from '../../compiler/index.ts';
import { type Experiment, TEXT_FORMS, writeArchive } from '../../repro/index.ts';
import { CannotError, EXIT, type ExitCode, UsageError } from '../exit.ts';
import { openInput } from '../inputs.ts';
import type { CompileOptions } from '../options.ts';
import { withOptions } from '../request.ts';
import { type Run, run } from '../run.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';
import { linkOf } from './link.ts';

export const FORMS = ['mail', 'markdown', 'html', 'tar'] as const;
export type Form = (typeof FORMS)[number];

export async function exportAs(
  shelf: Shelf,
  input: string,
  options: CompileOptions & { as: Form; page: string; output?: string },
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.as === 'tar' && options.output === undefined && terminal.stdout.isTTY) {
    throw new UsageError('An archive is no text for a terminal: name a file with --output, or use a pipe.');
  }
  const { repro: opened } = await openInput(shelf, input, options);
  const repro = withOptions(opened, options, shelf.catalogue, shelf.toolchains);
  const ran = await run(shelf, repro, options.timeout, terminal);
  const link = await linkOf(shelf, await sealedRepro(repro, ran.verdict, shelf, false), options.page).catch(
    (error: unknown) => {
      if (error instanceof CannotError) return undefined;
      throw error;
    },
  );
  const kept = await sealedRepro(repro, ran.verdict, shelf, true);
  const content = await written(shelf, options.as, experimentOf(kept, shelf, ran.verdict, link), ran);
  if (options.output === undefined) terminal.stdout.write(content);
  else writeFileSync(options.output, content);
  return EXIT.ok;
}

async function written(
  shelf: Shelf,
  form: Form,
  experiment: Experiment,
  ran: Run,
): Promise<string | Uint8Array> {
  if (form !== 'tar') return TEXT_FORMS[form](experiment);
  return writeArchive(experiment, await closureOf(ran.request, ran.verdict, shelf));
}
