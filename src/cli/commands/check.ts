/** `undeclared check`: what the compiler says. */
import { EXIT, type ExitCode } from '../exit.ts';
import { openInput } from '../inputs.ts';
import type { CompileOptions } from '../options.ts';
import { withOptions } from '../request.ts';
import { run } from '../run.ts';
import type { Shelf } from '../shelf.ts';
import { stderrOf, type Terminal } from '../terminal.ts';

export async function check(
  shelf: Shelf,
  inputs: readonly string[],
  options: CompileOptions & { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  for (const input of inputs) {
    const { repro: opened, notice } = await openInput(shelf, input, options);
    if (notice) terminal.stderr.write(`${notice}\n`);
    const repro = withOptions(opened, options, shelf.catalogue, shelf.toolchains);
    const { request, verdict } = await run(shelf, repro, options.timeout, terminal);
    terminal.stderr.write(stderrOf(verdict, terminal));
    if (options.json) {
      const { exitCode, plain, diagnostics, filesRead, argv, milliseconds } = verdict;
      const { toolchain, headers, command, directory } = request;
      const told = {
        ...{ input, exitCode, toolchain, headers, edits: repro.edits ?? [], command, directory },
        ...{ argv, output: plain, stdout: Buffer.from(verdict.stdout).toString('utf8') },
        ...{ diagnostics, filesRead, milliseconds },
      };
      terminal.stdout.write(`${JSON.stringify(told)}\n`);
    } else terminal.stdout.write(verdict.stdout);
    if (verdict.exitCode !== 0) exit = EXIT.doesNotCompile;
  }
  return exit;
}
