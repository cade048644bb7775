/** `undeclared reserve`: the smallest header patch under which a consumer compiles again. */
import { writeFileSync } from 'node:fs';
import { blameSentence, reserve as reserveNames } from '../../study/index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { withCompiled } from '../failing.ts';
import type { CompileOptions } from '../options.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export async function reserve(
  shelf: Shelf,
  input: string,
  options: CompileOptions & { json: boolean; output?: string },
  terminal: Terminal,
): Promise<ExitCode> {
  return withCompiled(shelf, input, options, terminal, async ({ desk, request, verdict, references }) => {
    const found = await reserveNames({ request, verdict, references }, desk.sources, (one) =>
      desk.verdict(one),
    );
    const { enough, names, edits, patch, left, compiles } = found;
    if (options.output !== undefined) writeFileSync(options.output, patch);
    if (options.json) {
      const told = left.map((one) => blameSentence(one, shelf.catalogue));
      terminal.stdout.write(
        `${JSON.stringify({ input, enough, names, edits, patch, left: told, compiles })}\n`,
      );
    } else {
      const list = names.length
        ? `Put back and reserved: ${names.join(', ')}.`
        : 'Nothing is to be put back.';
      terminal.stderr.write(
        `${list} ${enough ? 'It compiles with that.' : 'It does not compile with that.'}\n`,
      );
      if (!enough) for (const one of left) terminal.stderr.write(`${blameSentence(one, shelf.catalogue)}\n`);
      if (options.output === undefined) terminal.stdout.write(patch);
    }
    return enough ? EXIT.ok : EXIT.doesNotCompile;
  });
}
