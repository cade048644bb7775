/** A compile command out of a line of a log. */
import { CommandLineError, parseCommandLine } from '../command-line.ts';
import { compilerIn } from './lines.ts';

export interface LoggedCommand {
  /** From the compiler's name on, as it stood. */
  command: string;
  compiler: string;
  source: string;
  object?: string;
  /** Where a `cd … &&` before it went. */
  directory?: string;
}

/** Options whose next word is their argument, and no file to compile. */
const WITH_ARGUMENT = new Set(
  '-o -MF -MT -MQ -include -imacros -isystem -iquote -idirafter -iprefix -isysroot -I -D -U -x -Xclang -T -L -l -u -aux-info'.split(
    ' ',
  ),
);
const SOURCE = /\.(?:c|i|s|S|cc|cp|cpp|cxx|c\+\+|C|m)$/;

/** Undefined where nothing is compiled: a link, a version, a name in a sentence. */
export function readCommand(line: string): LoggedCommand | undefined {
  const compiler = compilerIn(line);
  if (!compiler || !/\.(?:c|i|s|S|cc|cp|cpp|cxx|c\+\+|C|m)(?=["'`\s;]|$)/.test(line)) return undefined;
  const command = simpleCommand(line.slice(compiler.at));
  let words: string[];
  try {
    words = parseCommandLine(command)[0]?.words ?? [];
  } catch (error) {
    if (error instanceof CommandLineError) return undefined;
    throw error;
  }
  let source: string | undefined;
  let object: string | undefined;
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (word === '-o') object = words[at + 1];
    if (WITH_ARGUMENT.has(word)) at++;
    else if (!word.startsWith('-') && SOURCE.test(word)) source ??= word;
  }
  if (source === undefined || words.length < 3) return undefined;
  const directory = /(?:^|[;&\s])cd\s+(?:"([^"]+)"|'([^']+)'|([^\s;&]+))\s*(?:&&|;)/.exec(
    line.slice(0, compiler.at),
  );
  const into = directory?.[1] ?? directory?.[2] ?? directory?.[3];
  return {
    command,
    compiler: compiler.name,
    source,
    ...(object !== undefined && { object }),
    ...(into !== undefined && { directory: into }),
  };
}

/** Up to the operator of a shell that ends it, outside quotes. */
function simpleCommand(text: string): string {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\' && quote !== "'") at++;
    else if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '&' || char === '|' || char === ';' || char === '>' || char === '<') {
      return text
        .slice(0, at)
        .replace(/\s+\d$/, '')
        .trim();
    }
  }
  return text.trim();
}
