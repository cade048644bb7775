/**
 * Where GCC, from version 10 on, says that its manual tells of an option: links in the escapes of terminals (OSC 8)
 * around the option's name. Asked for in a run of their own, so that the output that is shown stays the compiler's.
 */
export const OPTION_URLS_OPTION = '-fdiagnostics-urls=always';

/** First major version of GCC that has it. */
export const OPTION_URLS_SINCE = 10;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes begin with one, and end with another.
const LINK = /\x1b\]8;;([^\x07\x1b]{1,2000})(?:\x07|\x1b\\)(-[^\x07\x1b]{1,200})\x1b\]8;;(?:\x07|\x1b\\)/g;

/** Only there: a source that is quoted may hold escapes of its own. */
const MANUAL = 'https://gcc.gnu.org/onlinedocs/';

/** @param text stderr without colour. @returns addresses by option as printed: `-Wunused-variable`, `-Werror=return-type`. */
export function parseOptionUrls(text: string): Map<string, string> {
  const urls = new Map<string, string>();
  for (const [, url, option] of text.matchAll(LINK)) {
    if (url!.startsWith(MANUAL)) urls.set(option!, url!);
  }
  return urls;
}
