/** `undeclared why`: name by name, why a consumer does not compile. */
import { requestOf } from '../../compiler/index.ts';
import { type Blame, blame, blameSentence } from '../../study/index.ts';
import { Desk } from '../desk.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { openInput } from '../inputs.ts';
import type { CompileOptions } from '../options.ts';
import { withOptions } from '../request.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export async function why(
  shelf: Shelf,
  input: string,
  options: CompileOptions & { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const { repro: opened, notice } = await openInput(shelf, input, options);
  if (notice) terminal.stderr.write(`${notice}\n`);
  const repro = withOptions(opened, options, shelf.catalogue, shelf.toolchains);
  const request = requestOf(repro);
  return Desk.with(shelf, options.timeout, terminal, async (desk) => {
    const verdict = await desk.verdict(request);
    const references = verdict.exitCode === 0 ? [] : await desk.references(request, desk.stopsOf(repro));
    const { blames, unexplained } = await blame({ request, verdict, references }, desk.sources);
    if (options.json) {
      const told = blames.map((one) => ({ ...one, sentence: blameSentence(one, shelf.catalogue) }));
      terminal.stdout.write(
        `${JSON.stringify({ input, exitCode: verdict.exitCode, references, blames: told, unexplained })}\n`,
      );
    } else if (verdict.exitCode === 0) terminal.stdout.write('It compiles: there is nothing to explain.\n');
    else {
      for (const one of blames) terminal.stdout.write(`${inWords(one, shelf)}\n`);
      for (const { message, place } of unexplained) {
        terminal.stdout.write(
          `No header explains ${place ? `${place.file}:${place.line}: ` : ''}${message}\n`,
        );
      }
    }
    return verdict.exitCode === 0 ? EXIT.ok : EXIT.doesNotCompile;
  });
}

function inWords(one: Blame, shelf: Shelf): string {
  const places = one.diagnostics
    .flatMap(({ place }) => (place ? [`${place.file}:${place.line}:${place.column}`] : []))
    .join(', ');
  const hunk = one.hunk ? `\n${one.hunk.text.replace(/^/gm, '    ')}` : '';
  return `${blameSentence(one, shelf.catalogue)}\n  ${places}${hunk}`;
}
