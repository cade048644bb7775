/**
 * Finds the compiler's command in a line such as `cd build && LANG=C ccache gcc -c a.c 2>&1 | tee log`.
 */
import { CommandLineError, parseCommandLine, resolvePath } from '../../repro/index.ts';

export interface Invocation {
  /** The compiler as it was called: `gcc`, `x86_64-linux-gnu-gcc-8`. */
  compiler: string;
  /** Its arguments. */
  words: string[];
  /** Variables set on the line (`LANG=C gcc …`) that a compiler looks at. */
  environment: Record<string, string>;
  /** Absolute working directory after every `cd` before it. */
  directory: string;
}

const COMPILER = /^(?:[\w.]+-)*(?:gcc|cc|clang|c89|c99)(?:-\d+(?:\.\d+)*)?(?:\.exe)?$/;
const CXX_COMPILER = /^(?:[\w.]+-)*(?:g\+\+|c\+\+|clang\+\+|gfortran|gnat|gdc|gccgo)(?:-\d+(?:\.\d+)*)?$/;
/** Programs that run the command after them; their own options may stand between. */
const WRAPPER = /^(?:ccache|distcc|sccache|icecc|env|nice|time|exec|command|sh|bash|libtool|fakeroot)$/;
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
/** What may stand between a wrapper and the compiler: its options, numbers, a path to libtool. */
const WRAPPER_WORD = /^-|^\d+$|(?:^|\/)libtool$/;
/** The variables GCC or Clang read. Others on the line mean nothing to a compile. */
const READ_BY_COMPILERS =
  /^(?:LANG|LC_ALL|LC_CTYPE|LC_MESSAGES|CPATH|C_INCLUDE_PATH|SOURCE_DATE_EPOCH|GCC_COLORS|COLUMNS)$/;

/**
 * The first command of `line` that runs a C compiler.
 * @param directory absolute; where the line is run.
 * @throws {CommandLineError} when there is none.
 */
export function findInvocation(line: string, directory: string): Invocation {
  let here = resolvePath('/', directory);
  let otherLanguage: string | undefined;
  for (const { words } of parseCommandLine(line)) {
    if (words[0] === 'cd') {
      here = resolvePath(here, words.slice(1).find((word) => word !== '--') ?? '/');
      continue;
    }
    const environment: Record<string, string> = {};
    let wrapped = false;
    for (const [index, word] of words.entries()) {
      const assignment = ASSIGNMENT.exec(word);
      const name = word.slice(word.lastIndexOf('/') + 1);
      if (COMPILER.test(name)) {
        return { compiler: word, words: words.slice(index + 1), environment, directory: here };
      }
      if (assignment) {
        if (READ_BY_COMPILERS.test(assignment[1]!)) environment[assignment[1]!] = assignment[2]!;
      } else if (WRAPPER.test(name)) wrapped = true;
      else if (CXX_COMPILER.test(name)) {
        otherLanguage ??= word;
        break;
      } else if (!(wrapped && WRAPPER_WORD.test(word))) break;
    }
  }
  if (otherLanguage) {
    throw new CommandLineError(
      `“${otherLanguage}” is not a C compiler.`,
      'Only C is compiled here: begin the line with gcc, cc or clang.',
    );
  }
  throw new CommandLineError(
    line.trim() === '' ? 'There is no command line.' : 'The command line runs no C compiler.',
    'Begin it with gcc, cc or clang, as in: gcc -Wall -c file.c',
  );
}
