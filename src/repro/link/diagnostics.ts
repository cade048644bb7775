/** Expected diagnostics as a flat list of small numbers, each line told against the one before. */
import { type ExpectedDiagnostic, SEVERITIES } from '../repro.ts';

/** Bits of a diagnostic's first number; the lowest two are its severity. */
const NO_PLACE = 4;
const HAS_OPTION = 8;
const NEW_FILE = 16;

export type FlatDiagnostics = (number | string)[];

/** `code, [option,] [file,] [line difference, column,]` for each. */
export function flatDiagnostics(diagnostics: readonly ExpectedDiagnostic[]): FlatDiagnostics {
  const flat: FlatDiagnostics = [];
  let file: string | undefined;
  let line = 0;
  for (const { severity, place, option } of diagnostics) {
    const code =
      SEVERITIES.indexOf(severity) |
      (place ? 0 : NO_PLACE) |
      (option !== undefined ? HAS_OPTION : 0) |
      (place && place.file !== file ? NEW_FILE : 0);
    flat.push(code);
    if (option !== undefined) flat.push(option);
    if (!place) continue;
    if (code & NEW_FILE) flat.push(place.file);
    flat.push(place.line - line, place.column);
    file = place.file;
    line = place.line;
  }
  return flat;
}

/** @throws {RangeError} when `flat` is no such list. */
export function unflatDiagnostics(flat: FlatDiagnostics): ExpectedDiagnostic[] {
  const diagnostics: ExpectedDiagnostic[] = [];
  let file = '';
  let line = 0;
  let at = 0;
  const next = <T extends 'number' | 'string'>(type: T): T extends 'number' ? number : string => {
    const value = flat[at++];
    if (typeof value !== type) throw new RangeError('the expected diagnostics are cut off');
    return value as T extends 'number' ? number : string;
  };
  while (at < flat.length) {
    const code = next('number');
    const diagnostic: ExpectedDiagnostic = { severity: SEVERITIES[code & 3]! };
    if (code & HAS_OPTION) diagnostic.option = next('string');
    if (!(code & NO_PLACE)) {
      if (code & NEW_FILE) file = next('string');
      line += next('number');
      diagnostic.place = { file, line, column: next('number') };
    }
    diagnostics.push(diagnostic);
  }
  return diagnostics;
}
