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

/** Whether text holds an escape of its own, which taking colour away might mangle. */
export function holdsEscape(text: string): boolean {
  return text.includes('\x1b');
}
