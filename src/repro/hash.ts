/**
 * Hashes as a repro carries them: the first 32 hex digits (128 bits) of a sha256. Half of it, because a link must
 * stay short and the hash only has to tell one tree, toolchain or output from another: finding a second one of
 * equal 128 bits is out of anyone's reach, and whoever could choose both would only deceive about their own.
 */
export const HASH_DIGITS = 32;

/** `hex` (at least 32 lower-case hex digits) cut to the digits a repro carries. */
export function shortHash(hex: string): string {
  return hex.slice(0, HASH_DIGITS);
}

/** Whether two hashes, cut or whole, name the same thing. Undefined is equal to nothing. */
export function sameHash(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && shortHash(a) === shortHash(b);
}

/** The repro's hash of what a compiler wrote without colour, told as UTF-8. */
export async function outputHash(plain: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(plain));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return shortHash(hex);
}
