/** What of a command line decides how headers are read: for probes that look at a consumer's types and macros. */
import { resolvePath } from '../../repro/index.ts';
import type { CompileRequest } from '../request.ts';
import { inputOf } from './input.ts';
import { findInvocation } from './invocation.ts';
import { type Option, readOptions } from './options.ts';

export interface Shaping {
  /** Defines, search folders, language and what else changes the meaning of a header, as written. */
  words: string[];
  /** The C file that is compiled, absolute. */
  file: string;
  /** After every `cd` of the line, absolute. */
  directory: string;
  /** `-m32`, `-m64` or `-mx32` where the line has one. */
  width?: string;
}

const VALUED =
  /^-(?:[DUIA]|iquote|isystem|idirafter|include|imacros|iprefix|iwithprefix|iwithprefixbefore|isysroot)$/;
/** Those both compilers know: a word Clang does not know would end it before it has read anything. */
const PLAIN =
  /^-(?:std=.*|ansi|undef|nostdinc|O(?:[0-3sgz]|fast)?|m(?:no-)?ms-bitfields|f(?:no-)?(?:short-enums|short-wchar|pack-struct(?:=\d+)?|(?:un)?signed-char|ms-extensions|freestanding|hosted|gnu89-inline|builtin))$/;

/** @throws {CommandLineError} when the line names nothing to compile. */
export function shapingOf({ command, directory }: Pick<CompileRequest, 'command' | 'directory'>): Shaping {
  const invocation = findInvocation(command, directory);
  const read = readOptions(invocation.words);
  const width = read.options.findLast(({ text }) => /^-m(?:32|64|x32)$/.test(text))?.text;
  return {
    words: read.options
      .filter(shapes)
      .flatMap(({ text, value }) => (value === undefined ? [text] : [text, value])),
    file: resolvePath(invocation.directory, inputOf(read).file),
    directory: invocation.directory,
    ...(width !== undefined && { width }),
  };
}

function shapes({ text, value }: Option): boolean {
  return value === undefined ? PLAIN.test(text) : VALUED.test(text);
}
