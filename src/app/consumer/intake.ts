/** Files that come in by paste, file dialog or drop: bounded, and text, before anything else sees them. */

/** Characters of one file, and of all files of a repro together. */
export const MAX_FILE = 1_000_000;
export const MAX_TOTAL = 2_000_000;
export const MAX_FILES = 40;

export class IntakeError extends Error {
  override name = 'IntakeError';
}

/**
 * The text of a C file.
 * @throws {IntakeError} when it is no .c or .h, too large, or not text.
 */
export async function readSource(file: File): Promise<string> {
  if (!/\.[ch]$/i.test(file.name)) {
    throw new IntakeError(`${shown(file.name)} is not a .c or .h file.`);
  }
  if (file.size > MAX_FILE) {
    const size = (file.size / 1e6).toFixed(1);
    throw new IntakeError(`${shown(file.name)} has ${size} MB; a file may have ${MAX_FILE / 1e6} MB.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.includes(0)) throw new IntakeError(`${shown(file.name)} is binary, not C source.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Old sources are often Latin-1; each of its bytes is a character, so nothing can be refused here.
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** A name short enough for a message. */
function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}
