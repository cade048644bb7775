/**
 * Header bytes as text, one code unit a byte, so that whatever encoding a header is in, what is not edited comes
 * back unchanged.
 */
export function bytesToText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}

/** The reverse. A character beyond a byte is written as UTF-8, as an editor would. */
export function textToBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0xff) {
      return Uint8Array.from(
        [...text].flatMap((character) =>
          character.codePointAt(0)! > 0xff
            ? [...new TextEncoder().encode(character)]
            : [character.charCodeAt(0)],
        ),
      );
    }
    bytes[index] = unit;
  }
  return bytes;
}
