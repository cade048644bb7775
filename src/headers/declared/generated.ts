/** Enumerators that a header's own macros make: `FN(name)` as `PREFIX_ ## name`, lists of such calls, maps of lists. */

interface Macro {
  /** Undefined for one that takes no arguments. */
  parameters: string[] | undefined;
  body: string;
  at: number;
}

/** Expansion stops here: headers need a few levels and a few hundred names. */
const DEEPEST = 6;
const LONGEST = 200_000;

const DEFINE = /^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)(\([^()]*\))?((?:\\\r?\n|.)*)/gm;

function macrosOf(code: string): Map<string, Macro[]> {
  const macros = new Map<string, Macro[]>();
  for (const match of code.matchAll(DEFINE)) {
    const [whole, name, list, body] = match;
    const parameters = list
      ?.slice(1, -1)
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
    const macro = { parameters, body: body!.replace(/\\\r?\n/g, ' ').trim(), at: match.index + whole.length };
    macros.set(name!, [...(macros.get(name!) ?? []), macro]);
  }
  return macros;
}

/** The arguments in parentheses from `open` on, and where they end. */
function argumentsAt(text: string, open: number): { list: string[]; end: number } | undefined {
  let depth = 0;
  let start = open + 1;
  const list: string[] = [];
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) {
      list.push(text.slice(start, at).trim());
      return { list, end: at + 1 };
    } else if (character === ',' && depth === 1) {
      list.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return undefined;
}

function substituted({ parameters = [], body }: Macro, list: readonly string[]): string {
  const values = new Map<string, string>();
  for (const [index, parameter] of parameters.entries()) {
    const rest = parameter.endsWith('...');
    const name = rest ? parameter.slice(0, -3).trim() || '__VA_ARGS__' : parameter;
    values.set(name, rest ? list.slice(index).join(', ') : (list[index] ?? ''));
  }
  return body
    .replace(/[A-Za-z_]\w*/g, (word) => values.get(word) ?? word)
    .replace(/,\s*##\s*(?=\))/g, '')
    .replace(/,\s*##/g, ',')
    .replace(/\s*##\s*/g, '');
}

/** The text with its macros expanded; those of `before` count that stand before that place. */
function expanded(text: string, macros: ReadonlyMap<string, Macro[]>, before: number, depth = 0): string {
  if (depth > DEEPEST || text.length > LONGEST) return text;
  const word = /[A-Za-z_]\w*/g;
  let result = '';
  let at = 0;
  let changed = false;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const macro = macros.get(match[0])?.findLast((one) => one.at <= before);
    if (!macro) continue;
    const after = match.index + match[0].length;
    const open = after + /^\s*/.exec(text.slice(after))![0].length;
    if (macro.parameters !== undefined && text[open] !== '(') continue;
    if (macro.parameters === undefined && !/[A-Za-z_]\w*\s*\(/.test(macro.body)) continue;
    const call = macro.parameters === undefined ? { list: [], end: after } : argumentsAt(text, open);
    if (!call) continue;
    result += text.slice(at, match.index) + substituted(macro, call.list);
    at = call.end;
    word.lastIndex = at;
    changed = true;
    if (result.length > LONGEST) return text;
  }
  return changed ? expanded(result + text.slice(at), macros, before, depth + 1) : text;
}

/**
 * Enumerators that only come to be when the header's own macros are expanded, with the offset of the list's call.
 * @param text with comments and strings as they are.
 */
export function* generatedEnumerators(text: string): Generator<{ name: string; at: number }> {
  if (!/##/.test(text)) return;
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  const macros = macrosOf(code);
  for (const match of code.matchAll(/\benum\b[^;{}()]*\{([^{}]*)\}/g)) {
    const start = match.index + match[0].indexOf('{') + 1;
    const body = match[1]!.replace(/^[ \t]*#.*(?:\\\r?\n.*)*/gm, (line) => line.replace(/[^\n]/g, ' '));
    const call = [...body.matchAll(/[A-Za-z_]\w*/g)].find(({ 0: word }) => {
      const macro = macros.get(word)?.findLast((one) => one.at <= start);
      return macro && (macro.parameters !== undefined || /\w\s*\(/.test(macro.body));
    });
    if (!call) continue;
    const written = new Set(body.match(/[A-Za-z_]\w*/g) ?? []);
    for (const item of expanded(body, macros, start).split(',')) {
      const name = /^\s*([A-Za-z_]\w*)\s*(?:=|$)/.exec(item)?.[1];
      if (name && !written.has(name)) yield { name, at: start + call.index };
    }
  }
}
