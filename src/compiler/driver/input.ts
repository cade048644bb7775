/** The one C file a command line compiles. */
import { CommandLineError } from '../../repro/index.ts';
import type { Options } from './options.ts';

export interface Input {
  /** As written. */
  file: string;
  /** `c`, `cpp-output` (already preprocessed) or `c-header`. */
  language: 'c' | 'cpp-output' | 'c-header';
}

const LANGUAGES = new Set(['c', 'cpp-output', 'c-header']);
const BY_EXTENSION: Record<string, string> = {
  c: 'c',
  i: 'cpp-output',
  h: 'c-header',
  s: 'assembler',
  S: 'assembler',
  sx: 'assembler',
  asm: 'assembler',
  m: 'Objective-C',
  mm: 'Objective-C++',
};
const CXX = /^(?:cc|cp|cxx|cpp|CPP|c\+\+|C|ii|hh|hp|hxx|hpp|HPP|h\+\+|H|tcc)$/;
/** What a linker takes beside the source. */
const FOR_THE_LINKER = /\.(?:o|obj|a|so(?:\.[\d.]+)?|lo|la|ld|lds)$/;

/** @throws {CommandLineError} unless exactly one C file is named. */
export function inputOf(options: Options): Input {
  const files = options.inputs.filter((input) => options.language || !FOR_THE_LINKER.test(input));
  const [file] = files;
  if (file === undefined) {
    throw new CommandLineError('The command line names no C file.', 'Add the file: gcc -Wall -c file.c');
  }
  if (files.length > 1) {
    throw new CommandLineError(
      `The command line names ${files.length} files: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ' …' : ''}.`,
      'One file is compiled at a time: leave the others out.',
    );
  }
  if (file === '-') {
    throw new CommandLineError(
      'The source is read from standard input.',
      'There is none here: name a file instead of “-”.',
    );
  }
  const extension =
    file
      .slice(file.lastIndexOf('/') + 1)
      .split('.')
      .slice(1)
      .at(-1) ?? '';
  const language = options.language ?? (CXX.test(extension) ? 'C++' : BY_EXTENSION[extension]);
  if (!language) {
    throw new CommandLineError(
      `“${file}” is not a C file by its name.`,
      'Name a .c file, or say -x c before it.',
    );
  }
  if (!LANGUAGES.has(language)) {
    throw new CommandLineError(`“${file}” is ${language}, not C.`, 'Only C is compiled here.');
  }
  return { file, language: language as Input['language'] };
}
