/** `undeclared link`: the experiment as a link that says what was seen here. */
import { sealedRepro } from '../../compiler/index.ts';
import { encodeLink, LinkTooLargeError, type Repro } from '../../repro/index.ts';
import { CannotError, EXIT, type ExitCode } from '../exit.ts';
import { openInput } from '../inputs.ts';
import type { CompileOptions } from '../options.ts';
import { withOptions } from '../request.ts';
import { run } from '../run.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export async function link(
  shelf: Shelf,
  inputs: readonly string[],
  options: CompileOptions & { page: string },
  terminal: Terminal,
): Promise<ExitCode> {
  for (const input of inputs) {
    const { repro: opened } = await openInput(shelf, input, options);
    const repro = withOptions(opened, options, shelf.catalogue, shelf.toolchains);
    const { verdict } = await run(shelf, repro, options.timeout, terminal);
    const whole = await linkOf(shelf, await sealedRepro(repro, verdict, shelf, false), options.page);
    terminal.stdout.write(`${whole}\n`);
  }
  return EXIT.ok;
}

/** @throws {CannotError} when a link cannot carry it. */
export async function linkOf(shelf: Shelf, repro: Repro, page: string): Promise<string> {
  try {
    return `${page.replace(/#.*$/s, '')}#${await encodeLink(repro, shelf.linkContext())}`;
  } catch (error) {
    if (!(error instanceof LinkTooLargeError)) throw error;
    throw new CannotError(error.message, 'Send it as an archive: undeclared export --as tar.', {
      cause: error,
    });
  }
}
