/** Colour: the compilers are asked for it, and what they say without it is found by taking their escapes away. */

export type Colour = 'always' | 'never' | 'auto';

/** What the arguments say of colour, the last word counting, and the arguments without it. */
export function takeColour<T extends { text: string }>(options: T[]): { colour: Colour; rest: T[] } {
  let colour: Colour = 'auto';
  const rest = options.filter(({ text }) => {
    const match =
      /^-f(no-)?diagnostics-color(?:=(always|never|auto))?$/.exec(text) ??
      /^-f(no-)?color-diagnostics$/.exec(text);
    if (!match) return true;
    colour = match[1] ? 'never' : ((match[2] as Colour | undefined) ?? 'always');
    return false;
  });
  return { colour, rest };
}

/** `plain` of a text in colour: without the SGR and erase-line escapes GCC and Clang write. */
export function withoutColour(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes begin with one.
  return text.replace(/\x1b\[[\d;]*[mK]/g, '');
}

/** Where the escape that begins at `at` ends, or `at` where none begins. */
function escapeEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x1b || bytes[at + 1] !== 0x5b) return at;
  let end = at + 2;
  for (let byte = bytes[end] ?? 0; (byte >= 0x30 && byte <= 0x39) || byte === 0x3b; byte = bytes[end] ?? 0)
    end++;
  return bytes[end] === 0x6d || bytes[end] === 0x4b ? end + 1 : at;
}

/**
 * As `withoutColour`, before the bytes are read as text: GCC counts columns in bytes and puts escapes into the middle
 * of a character, which is whole again only once they are gone.
 */
export function bytesWithoutColour(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = escapeEnd(bytes, at);
    if (end > at) at = end;
    else kept[length++] = bytes[at++]!;
  }
  return kept.slice(0, length);
}

/** Bytes that follow a character's first one, by that one. */
function following(byte: number): number {
  return byte >= 0xf0 && byte < 0xf8 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
}

/**
 * Output in colour as text to be shown. An escape GCC put into the middle of a character stands before that
 * character: half of one cannot be shown in another colour.
 */
export function textInColour(bytes: Uint8Array): string {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  /** Where the character begins that is not whole yet, and how many of its bytes are to come. */
  let begun = 0;
  let missing = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = escapeEnd(bytes, at);
    if (end > at && missing > 0) {
      kept.copyWithin(begun + (end - at), begun, length);
      kept.set(bytes.subarray(at, end), begun);
      begun += end - at;
      length += end - at;
      at = end;
      continue;
    }
    if (end === at) {
      const byte = bytes[at]!;
      if (missing > 0 && byte >= 0x80 && byte < 0xc0) missing--;
      else {
        begun = length;
        missing = following(byte);
      }
    }
    const stop = Math.max(end, at + 1);
    kept.set(bytes.subarray(at, stop), length);
    length += stop - at;
    at = stop;
  }
  return new TextDecoder().decode(kept.subarray(0, length));
}

/** Whether text holds an escape of its own, which taking colour away might mangle. */
export function holdsEscape(text: string): boolean {
  return text.includes('\x1b');
}
