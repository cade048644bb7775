/** What a question about a consumer that may not compile begins with: its verdict, and where it does compile. */
import { type CompileRequest, type HeaderStack, requestOf, type Verdict } from '../compiler/index.ts';
import { Desk } from './desk.ts';
import { openInput } from './inputs.ts';
import type { CompileOptions } from './options.ts';
import { withOptions } from './request.ts';
import type { Shelf } from './shelf.ts';
import type { Terminal } from './terminal.ts';

export interface Compiled {
  desk: Desk;
  request: CompileRequest;
  verdict: Verdict;
  /** Stacks under which it compiles; none where it compiles by itself. */
  references: HeaderStack[];
}

/** Opens the input with the options laid over it, compiles it, and uses what came of that. */
export async function withCompiled<T>(
  shelf: Shelf,
  input: string,
  options: CompileOptions,
  terminal: Terminal,
  use: (compiled: Compiled) => Promise<T>,
): Promise<T> {
  const { repro: opened, notice } = await openInput(shelf, input, options);
  if (notice) terminal.stderr.write(`${notice}\n`);
  const repro = withOptions(opened, options, shelf.catalogue, shelf.toolchains);
  const request = requestOf(repro);
  return Desk.with(shelf, options.timeout, terminal, async (desk) => {
    const verdict = await desk.verdict(request);
    const references = verdict.exitCode === 0 ? [] : await desk.references(request, desk.stopsOf(repro));
    return use({ desk, request, verdict, references });
  });
}
