/**
 * Compilers count columns in bytes of UTF-8, the editor in UTF-16 code units. (GCC 11 and later can be told
 * otherwise; nobody here tells it.)
 */
const encoder = new TextEncoder();

/**
 * The 1-based UTF-16 column of the 1-based byte column `column` of `line`. A column inside a character gives the
 * character's start; one past the end gives the place after the last character.
 */
export function editorColumn(line: string, column: number): number {
  if (isAscii(line, column)) return Math.min(Math.max(column, 1), line.length + 1);
  let bytesLeft = column - 1;
  let units = 0;
  for (const character of line) {
    bytesLeft -= encoder.encode(character).length;
    if (bytesLeft < 0) break;
    units += character.length;
  }
  return units + 1;
}

/** Only what comes before the column decides where it is. */
function isAscii(line: string, column: number): boolean {
  const end = Math.min(line.length, column);
  for (let i = 0; i < end; i++) if (line.charCodeAt(i) > 0x7f) return false;
  return true;
}
