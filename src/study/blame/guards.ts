/** Under which conditions of the preprocessor a line of a header stands. */

const DIRECTIVE = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|else|endif)\b[ \t]*(.*)$/;

/** The conditions around a line (1-based), outermost first, without the guard against including the file twice. */
export function guardsAt(text: string, line: number): string[] {
  const lines = text.replace(/\\\r?\n/g, '  ').split('\n');
  const stack: { guard: string; once: boolean }[] = [];
  for (const [index, content] of lines.slice(0, line - 1).entries()) {
    const match = DIRECTIVE.exec(content);
    if (!match) continue;
    const rest = match[2]!.replace(/\/\*.*?\*\/|\/\/.*|\/\*.*$/g, '').trim();
    switch (match[1]) {
      case 'if':
      case 'ifdef':
      case 'ifndef': {
        const next = lines.slice(index + 1, index + 4).find((one) => one.trim() !== '') ?? '';
        const once =
          match[1] === 'ifndef' && stack.length === 0 && new RegExp(`#\\s*define\\s+${rest}\\b`).test(next);
        stack.push({ guard: `#${match[1]} ${rest}`, once });
        break;
      }
      case 'elif':
        stack.push({ guard: `#elif ${rest}`, once: stack.pop()?.once ?? false });
        break;
      case 'else': {
        const open = stack.pop();
        stack.push({ guard: `#else of ${open?.guard ?? '#if'}`, once: open?.once ?? false });
        break;
      }
      default:
        stack.pop();
    }
  }
  return stack.filter(({ once }) => !once).map(({ guard }) => guard);
}
