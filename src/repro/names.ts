/** Which names and texts a repro may hold: shown to people and used as paths, so nothing that deceives either. */

/**
 * Control characters, and the bidi controls that make a terminal or a page show a name in another order than it
 * has. Line and paragraph separators count as line breaks nearly everywhere, so they are among them.
 */
const UNSHOWN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const UNSHOWN_BUT_BREAKS = /(?![\t\n\r])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** One line of text with nothing hidden in it. */
export function isPlainLine(text: string): boolean {
  return !UNSHOWN.test(text) && text.isWellFormed();
}

/** Text of several lines, tabs allowed, with nothing hidden in it. */
export function isPlainText(text: string): boolean {
  return !UNSHOWN_BUT_BREAKS.test(text) && text.isWellFormed();
}

/** Longest path, and longest name between two slashes, in characters; Linux has 4096 and 255 bytes. */
export const MAX_PATH = 500;
const MAX_NAME = 200;

/** An absolute POSIX path in normal form: no `.`, `..`, doubled or trailing slash; not `/` itself. */
export function isAbsoluteFile(path: string): boolean {
  if (path.length > MAX_PATH || !path.startsWith('/') || !isPlainLine(path)) return false;
  return path
    .slice(1)
    .split('/')
    .every((name) => name !== '' && name !== '.' && name !== '..' && name.length <= MAX_NAME);
}

/** As `isAbsoluteFile`, or the root. */
export function isAbsoluteDirectory(path: string): boolean {
  return path === '/' || isAbsoluteFile(path);
}
