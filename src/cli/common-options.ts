/** Options that several subcommands have. */
import type { Command } from 'commander';

/** Where links open when nobody says otherwise: the page of `npm start`. */
const PAGE = 'http://localhost:5173/';

export const INPUT = 'a C file, a consumer of the catalogue, a saved repro (.json, .tar.gz) or a link';

/** Of what compiles for one machine. */
export function compiling(command: Command): Command {
  return compilingForAny(command).option(
    '--target <triplet>',
    'machine to compile for: powerpc64le-linux-gnu, aarch64-linux-gnu, …',
  );
}

/** Of what compiles for machines it is told in another way. */
export function compilingForAny(command: Command): Command {
  return timed(command)
    .option('--toolchain <id>', 'compiler (see `undeclared list toolchains`)')
    .option(
      '--headers <ids>',
      'header snapshots, each in the place of the one of its kind; may be repeated',
      collect,
    )
    .option(
      '--edit <change>',
      'remove:NAME, remove-number:NAME (leaves a comment), reserve:NAME or restore:NAME; may be repeated',
      collect,
    )
    .option(
      '--patch <file>',
      'a unified diff to apply to the headers, after the edits; may be repeated',
      collect,
    )
    .option('--cwd <dir>', 'working directory of the compile; files of your own stand in it')
    .addHelpText('after', `\nAn input is ${INPUT}.\nCompiler flags stand after --.`);
}

export function timed(command: Command): Command {
  return command.option('--timeout <seconds>', 'how long the compiler may run', '30');
}

export function paged(command: Command): Command {
  return command.option('--page <address>', 'address of the page that opens links', PAGE);
}

export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
