/**
 * Command lines as people write them and logs have them: words with shell quotes, in both directions.
 */
import { parse } from 'shell-quote';

/** A command line that names nothing to compile. `advice` says how it should look. */
export class CommandLineError extends Error {
  override name = 'CommandLineError';
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** One simple command of a line such as `cd build && LANG=C gcc -c a.c 2>&1 | tee log`, without redirections. */
export interface SimpleCommand {
  words: string[];
  /** The operator after it (`&&`, `;`, `|` …); empty after the last. */
  before: string;
}

/** Longest command line that is read, in UTF-16 code units. */
const LONGEST = 256 * 1024;
const SEPARATORS = new Set(['&&', '||', ';', ';;', '|', '|&', '&']);

/**
 * Splits a command line as a POSIX shell does. Variables are left as they stand (`$CFLAGS`), patterns are words,
 * comments are dropped, a backslash at a line's end joins it with the next.
 * @throws {CommandLineError} when it is too long, or needs a shell to know what it says.
 */
export function parseCommandLine(line: string): SimpleCommand[] {
  if (line.length > LONGEST) {
    throw new CommandLineError(
      `The command line is longer than ${LONGEST / 1024} KB.`,
      'Paste the one line that runs the compiler.',
    );
  }
  const commands: SimpleCommand[] = [{ words: [], before: '' }];
  let redirected = false;
  for (const entry of shellWords(line)) {
    const current = commands.at(-1)!;
    if (typeof entry === 'string') {
      if (redirected) redirected = false;
      else current.words.push(entry);
    } else if (SEPARATORS.has(entry.op)) {
      current.before = entry.op;
      commands.push({ words: [], before: '' });
      redirected = false;
    } else if (/^[<>]/.test(entry.op)) {
      // The shell takes `2>&1` together; here the number has become a word of its own.
      if (entry.op !== '<' && /^\d$/.test(current.words.at(-1) ?? '')) current.words.pop();
      redirected = true;
    } else {
      throw new CommandLineError(
        `The command line needs a shell: it has “${entry.op}”.`,
        'Run the part in parentheses yourself and put its result in its place.',
      );
    }
  }
  return commands.filter((command) => command.words.length > 0);
}

function shellWords(line: string): (string | { op: string })[] {
  const words: (string | { op: string })[] = [];
  // shell-quote treats a newline as a blank; to a shell it ends a command.
  for (const [index, part] of linesOutsideQuotes(line).entries()) {
    if (index > 0) words.push({ op: ';' });
    for (const entry of parse(part, (name) => `$${name}`)) {
      if (typeof entry === 'string') words.push(entry);
      else if ('comment' in entry) break;
      else if (entry.op === 'glob') words.push((entry as { pattern: string }).pattern);
      else words.push({ op: entry.op });
    }
  }
  return words;
}

/** The lines of a script: a newline in quotes does not end one, nor does one after a backslash. */
function linesOutsideQuotes(text: string): string[] {
  const lines: string[] = [];
  let quote = '';
  let line = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === '\\' && quote !== "'") {
      const skipped = /^\\\r?\n/.exec(text.slice(index, index + 3))?.[0].length;
      if (!skipped) line += text.slice(index, index + 2);
      index += (skipped ?? 2) - 1;
      continue;
    }
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '\n') {
      lines.push(line);
      line = '';
      continue;
    }
    line += character;
  }
  lines.push(line);
  return lines.filter((each) => each.trim() !== '');
}

/** Words as one line that a shell, and `parseCommandLine`, splits into the same words. */
export function formatCommandLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
