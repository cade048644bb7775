/**
 * cli: the same program for a terminal and for CI, under Node. Stands on the rooms below; must not know the page.
 */
import { CommanderError } from 'commander';
import { RuntimeFailure } from '../compiler/index.ts';
import { HeaderEditError, SnapshotCorrupt, SnapshotUnavailable } from '../headers/index.ts';
import { CommandLineError } from '../repro/index.ts';
import { generatedDirectory } from '../setup/generated.ts';
import { CannotError, EXIT, type ExitCode, UsageError } from './exit.ts';
import { splitFlags } from './options.ts';
import { makeProgram } from './program.ts';
import { Shelf } from './shelf.ts';
import type { Terminal } from './terminal.ts';

export { EXIT, type ExitCode } from './exit.ts';
export type { Terminal } from './terminal.ts';

/** @param argv without Node's own and the program's name. Never throws. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { own, flags } = splitFlags(argv);
  let exit: ExitCode = EXIT.ok;
  let shelf: Shelf | undefined;
  const openShelf = () => {
    shelf ??= new Shelf(generatedDirectory);
    return shelf;
  };
  try {
    const program = makeProgram(openShelf, flags, terminal, (code) => {
      exit = code;
    });
    await program.parseAsync(own, { from: 'user' });
    return exit;
  } catch (error) {
    return told(error, terminal);
  }
}

function told(error: unknown, { stderr }: Terminal): ExitCode {
  // Commander has said it already; help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError) {
    stderr.write(`undeclared: ${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof CommandLineError || error instanceof HeaderEditError) {
    stderr.write(`undeclared: ${error.message} ${error.advice}\n`);
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  const known =
    error instanceof CannotError ||
    error instanceof RuntimeFailure ||
    error instanceof SnapshotCorrupt ||
    error instanceof SnapshotUnavailable;
  const advice = error instanceof CannotError || error instanceof RuntimeFailure ? error.advice : '';
  stderr.write(`undeclared: ${message}${advice ? ` ${advice}` : ''}\n`);
  if (!known && error instanceof Error && error.stack) stderr.write(`${error.stack}\n`);
  return EXIT.failed;
}
