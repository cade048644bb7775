/** `undeclared why`: name by name, why a consumer does not compile. */
import { type Blame, blame, blameSentence } from '../../study/index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { withCompiled } from '../failing.ts';
import type { CompileOptions } from '../options.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export async function why(
  shelf: Shelf,
  input: string,
  options: CompileOptions & { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  return withCompiled(shelf, input, options, terminal, async ({ desk, request, verdict, references }) => {
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
