/** What a repro's author saw, taken from a verdict. */
import { outputHash } from './hash.ts';
import { type Expect, type ExpectedDiagnostic, LIMITS } from './repro.ts';
import { flatten, type Said, type SaidDiagnostic } from './said.ts';

/**
 * `keepText` keeps the output itself, so that a later difference can be shown line by line: for files and
 * archives. Output longer than a repro may hold is left out all the same.
 */
export async function expectOf(said: Said, keepText = false): Promise<Expect> {
  const expect: Expect = {
    exitCode: said.exitCode & 0xff,
    output: await outputHash(said.plain),
    diagnostics: flatten(said.diagnostics).slice(0, LIMITS.expectedDiagnostics).map(inShort),
  };
  if (keepText && said.plain.length <= LIMITS.expectedText) expect.text = said.plain;
  return expect;
}

/** A diagnostic as `expect` holds it. */
export function inShort({ severity, place, option }: SaidDiagnostic): ExpectedDiagnostic {
  return {
    severity,
    ...(place && { place: { file: place.file, line: place.line, column: place.column } }),
    ...(option !== undefined && { option }),
  };
}
