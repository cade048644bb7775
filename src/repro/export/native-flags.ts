/**
 * Which words of a repro's command a reader's own compiler is given. A repro may come from a stranger, and GCC has
 * options that run programs, load plugins and write files: only those that say how to check the source pass.
 */
import { parseCommandLine } from '../command-line.ts';

export interface NativeFlags {
  /** Words in their order; paths not yet mapped. */
  words: NativeWord[];
  /** What was left out, as it stood. */
  leftOut: string[];
}

/** `path` is absolute when it is one inside the archive's tree; `before` is an option it is joined to. */
export type NativeWord = { text: string } | { before: string; path: string };

/** Options whose argument is a folder or header, joined or apart. */
const PATH_OPTIONS = ['-isystem', '-iquote', '-idirafter', '-include', '-imacros', '-I'];
const DEFINITIONS = ['-D', '-U'];
const ALLOWED = [
  /^-W(?![pal],)[a-z][A-Za-z0-9+=-]*$/,
  /^-w$/,
  /^-pedantic(?:-errors)?$/,
  /^-(?:std=[a-z0-9+:]+|ansi|pthread|nostdinc|undef|trigraphs|traditional-cpp)$/,
  /^-O(?:[0-3sgz]|fast)?$/,
  /^-m[a-z0-9][A-Za-z0-9.=_-]*$/,
];
/** Of -f only what changes how the source is read; the others write, load, run or link something. */
const ALLOWED_F =
  /^-f(?:no-)?(?:strict-aliasing|common|wrapv|PIC|pic|PIE|pie|stack-protector(?:-strong|-all|-explicit)?|stack-clash-protection|cf-protection(?:=[a-z]+)?|omit-frame-pointer|builtin(?:-[a-z0-9_]+)?|freestanding|hosted|signed-char|unsigned-char|short-enums|short-wchar|visibility=[a-z]+|inline(?:-functions)?|gnu89-inline|ms-extensions|plan9-extensions|permissive|extended-identifiers|dollars-in-identifiers|delete-null-pointer-checks|strict-overflow|trapv|exceptions|asynchronous-unwind-tables|unwind-tables|data-sections|function-sections|zero-initialized-in-bss|math-errno|fast-math|rounding-math|diagnostics-show-(?:line-numbers|caret|labels|option|cwe|path-depths)|max-errors=\d+|message-length=\d+|tabstop=\d+|strict-flex-arrays(?:=\d)?|sanitize=[a-z,-]+)$/;
/** Left out without a word: they are about object files, dependencies and colours. */
const SILENT = /^(?:-c|-S|-E|-g[a-z0-9-]*|-pipe|-M[DMPG]*|-fdiagnostics-color(?:=\w+)?|-v|-fsyntax-only)$/;
const SILENT_WITH_ARGUMENT = new Set(['-o', '-MF', '-MT', '-MQ']);

/** @throws {CommandLineError} when the command needs a shell to be read. */
export function nativeFlags(command: string): NativeFlags {
  const all = parseCommandLine(command).find(({ words }) => words.length > 1)?.words ?? [];
  const words: NativeWord[] = [];
  const leftOut: string[] = [];
  for (let at = 1; at < all.length; at++) {
    const word = all[at]!;
    const apart = PATH_OPTIONS.find((option) => option === word);
    const joined = PATH_OPTIONS.find((option) => word.startsWith(option) && word.length > option.length);
    if (apart) words.push({ text: word }, { before: '', path: all[++at] ?? '' });
    else if (joined) words.push({ before: joined, path: word.slice(joined.length).replace(/^=/, '') });
    else if (DEFINITIONS.includes(word)) words.push({ text: word }, { text: all[++at] ?? '' });
    else if (word === '-x' && /^c(?:-header|pp-output)?$/.test(all[at + 1] ?? ''))
      words.push({ text: `-x${all[++at]}` });
    else if (/^-[DU]./.test(word) || ALLOWED.some((pattern) => pattern.test(word)) || ALLOWED_F.test(word)) {
      words.push({ text: word });
    } else if (SILENT_WITH_ARGUMENT.has(word)) at++;
    else if (/^[^-@]/.test(word)) words.push({ before: '', path: word });
    else if (!SILENT.test(word)) leftOut.push(word);
  }
  return { words, leftOut };
}
