/** `undeclared log`: what a build log says, and how much of it comes again here. */
import { readFileSync } from 'node:fs';
import { reproOfLog } from '../../compiler/index.ts';
import {
  type Compared,
  compareDiagnostics,
  guessCompiler,
  type LogDiagnostic,
  type LogReading,
  LogTooLargeError,
  type LogUnit,
  readLog,
} from '../../repro/index.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import type { CompileOptions } from '../options.ts';
import { withOptions } from '../request.ts';
import { run } from '../run.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export async function log(
  openShelf: () => Shelf,
  file: string,
  options: CompileOptions & { run: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const reading = read(file);
  const units = reading.units.filter(({ failed, diagnostics }) => failed || diagnostics.length > 0);
  if (units.length === 0) {
    terminal.stderr.write(`${file}: no compiler said anything in this log.\n`);
    return options.run ? EXIT.failed : EXIT.ok;
  }
  const guess = guessCompiler(reading);
  const say = (line: string) => terminal.stdout.write(`${line}\n`);
  say(`Compiler: ${guess.title}`);
  for (const { sentence } of guess.reasons) say(`  ${sentence}`);
  let exit: ExitCode = EXIT.ok;
  for (const unit of units) {
    for (const line of described(unit)) say(line);
    if (options.run) exit = Math.max(exit, await again(unit)) as ExitCode;
  }
  return exit;

  async function again(unit: LogUnit): Promise<ExitCode> {
    const shelf = openShelf();
    const { toolchain } = options;
    const logged = reproOfLog(reading, unit, guess, shelf, { toolchain });
    if (!logged.consumer) {
      terminal.stderr.write(`${unit.source} is no consumer of the catalogue: it cannot be compiled here.\n`);
      return EXIT.failed;
    }
    const repro = withOptions(logged.repro, options, shelf.catalogue, shelf.toolchains);
    const against = repro.headers.map(({ id }) => id).join(' + ');
    say(`Compiled here: ${logged.consumer.id}, ${repro.toolchain.id}, ${against}`);
    if (!logged.postedCommand)
      say('By the command the catalogue has: the posted one does not fit its files.');
    const { verdict } = await run(shelf, repro, options.timeout, terminal);
    const comparison = compareDiagnostics(unit.diagnostics, verdict.diagnostics);
    for (const compared of comparison.posted) say(`  ${outcome(compared)}: ${told(compared.posted)}`);
    for (const extra of comparison.extra) say(`  only here: ${told(extra)}`);
    say(comparison.sentence);
    const all = comparison.posted.every((one) => one.outcome === 'same' || one.outcome === 'moved');
    return all && comparison.extra.length === 0 ? EXIT.ok : EXIT.differences;
  }
}

function read(file: string): LogReading {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
    });
  }
  try {
    return readLog(text);
  } catch (error) {
    if (error instanceof LogTooLargeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function described(unit: LogUnit): string[] {
  return [
    `File: ${printable(unit.source)}${unit.failed ? ' (failed)' : ''}`,
    ...(unit.directory === undefined ? [] : [`Directory: ${printable(unit.directory)}`]),
    ...(unit.command === undefined ? [] : [`Command: ${printable(unit.command)}`]),
    ...unit.diagnostics.map((diagnostic) => `  ${told(diagnostic)}`),
  ];
}

function told({
  severity,
  message,
  place,
  option,
}: Pick<LogDiagnostic, 'severity' | 'message' | 'place' | 'option'>): string {
  const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
  return printable(`${where}${severity}: ${message}${option ? ` [${option}]` : ''}`);
}

function outcome({ outcome: kind, by }: Compared): string {
  switch (kind) {
    case 'same':
      return 'same';
    case 'moved':
      return by === 0 ? 'same, in another column' : `same, ${Math.abs(by)} ${by < 0 ? 'up' : 'down'}`;
    case 'wording':
      return 'in other words';
    case 'missing':
      return 'not here';
  }
}

/** A log is a stranger's text: nothing in it may steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '?');
}
