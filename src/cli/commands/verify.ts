/** `undeclared verify`: whether what the author saw is seen here. */
import { presentOf } from '../../compiler/index.ts';
import { outputHash, type Verification, verify as verifyRepro, whatIsMissing } from '../../repro/index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { openRepro } from '../inputs.ts';
import { run } from '../run.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

/** @param timeout milliseconds. */
export async function verify(
  shelf: Shelf,
  input: string,
  timeout: number,
  terminal: Terminal,
): Promise<ExitCode> {
  const { repro, notice } = await openRepro(shelf, input);
  if (notice) terminal.stderr.write(`${notice}\n`);
  const present = presentOf(shelf, repro);
  const missing = whatIsMissing(repro, present);
  if (missing) return tell(missing, terminal);
  if (!repro.expect) return tell({ kind: 'nothing-expected' }, terminal);
  const { verdict } = await run(shelf, repro, timeout, terminal);
  const output = await outputHash(verdict.plain);
  return tell(verifyRepro(repro, { ...verdict, output }, present), terminal);
}

/** Says a verification in words, and how the program ends for it. */
export function tell(verification: Verification, { stdout, stderr }: Terminal): ExitCode {
  switch (verification.kind) {
    case 'exactly':
      stdout.write('Reproduced exactly: the same exit code and the same bytes.\n');
      return EXIT.ok;
    case 'differences': {
      const marks = { same: ' ', expected: '-', actual: '+' };
      stdout.write(
        [
          'Reproduced with differences.',
          ...verification.what,
          ...verification.why,
          `The ${verification.of}: - as the author had, + as here`,
          ...verification.diff.map(({ kind, text }) => marks[kind] + text),
          '',
        ].join('\n'),
      );
      return EXIT.differences;
    }
    case 'cannot':
      stderr.write(`${verification.sentence}\n`);
      return EXIT.failed;
    case 'nothing-expected':
      stderr.write('This repro does not say what its author saw, so there is nothing to compare with.\n');
      return EXIT.failed;
  }
}
