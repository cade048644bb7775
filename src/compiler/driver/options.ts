/**
 * A C compiler's arguments, each with its value, and what of them a syntax check has no use for. The rules are
 * those GCC's driver and Clang's share; an option neither knows is kept, so that the compiler itself complains.
 */
import { CommandLineError } from '../../repro/index.ts';

export interface Option {
  /** As it was written: `-I`, `-Wall`, `-isystem`. Without the value where that was a word of its own. */
  text: string;
  /** The value of an option that takes one, joined or as the next word. */
  value?: string;
}

/** What the words of a compile come down to. */
export interface Options {
  options: Option[];
  /** Input files, as written. */
  inputs: string[];
  /** `-x` as it held for the (last) input. */
  language?: string;
}

/** Take a value, joined or as the next word. */
const JOINED_OR_SEPARATE = [
  '-iquote',
  '-isystem',
  '-idirafter',
  '-include',
  '-imacros',
  '-iprefix',
  '-iwithprefix',
  '-iwithprefixbefore',
  '-isysroot',
  '-imultilib',
  '-D',
  '-U',
  '-I',
  '-A',
  '-x',
  '-o',
  '-L',
  '-l',
  '-B',
  '-MF',
  '-MT',
  '-MQ',
  '-u',
  '-T',
];
/** Take a value as the next word only. */
const SEPARATE = [
  '-Xpreprocessor',
  '-Xassembler',
  '-Xlinker',
  '-Xclang',
  '-aux-info',
  '--param',
  '-z',
  '-e',
  '-wrapper',
  '-target',
  '-arch',
  '-mllvm',
  '-dumpbase',
  '-dumpbase-ext',
  '-dumpdir',
  '-auxbase',
  '-auxbase-strip',
  '--sysroot',
  '-soname',
  '-imultiarch',
  '-working-directory',
  '-resource-dir',
  '-gcc-toolchain',
];

/** What a syntax check has no use for: outputs, dependency files, linking, debugging, how the driver works. */
const IGNORED =
  /^(?:-c|-S|-s|-r|-pipe|-g(?!nu|cc-toolchain).*|-p|-pg|-MD|-MMD|-MP|-MG|-l|-L|-B|-u|-T|-z|-e|-soname|-wrapper|-o|-MF|-MT|-MQ|-Wl,.*|-Wa,.*|-Wp,-M.*|-Xassembler|-Xlinker|-shared|-static|-static-.*|-shared-.*|-pie|-no-pie|-static-pie|-rdynamic|-symbolic|-nostdlib|-nodefaultlibs|-nostartfiles|-nolibc|-save-temps.*|--save-temps.*|-time.*|-specs=.*|--specs=.*|-pass-exit-codes|-canonical-prefixes|-no-canonical-prefixes|-###|-aux-info|-dumpbase|-dumpbase-ext|-dumpdir|-auxbase|-auxbase-strip|-fuse-ld=.*|-fuse-linker-plugin|-fno-use-linker-plugin|-flto.*|-fno-lto|-ffat-lto-objects|-fno-fat-lto-objects|-fcompare-debug.*|--coverage|-coverage|-fsyntax-only|-Qunused-arguments|-Qn|-Qy)$/;

/** With these GCC's driver only talks about itself. */
const TALKS =
  /^(?:--version|--help(?:=.*)?|--target-help|-dumpversion|-dumpfullversion|-dumpmachine|-dumpspecs|-print-.*|--print-.*)$/;

/**
 * @param words the arguments, without the compiler's name.
 * @throws {CommandLineError} when an option lacks its value or asks for no compile.
 */
export function readOptions(words: readonly string[]): Options {
  const result: Options = { options: [], inputs: [] };
  let language: string | undefined;
  let dependenciesAlone = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (TALKS.test(word)) {
      throw new CommandLineError(`With ${word} nothing is compiled.`, 'Leave it out and name a C file.');
    }
    if (word.startsWith('@')) {
      throw new CommandLineError(
        `Options are in a file: ${word}.`,
        'Paste what the file holds in its place.',
      );
    }
    if (!word.startsWith('-') || word === '-') {
      result.inputs.push(word);
      if (language) result.language = language;
      continue;
    }
    const option = readOne(word, () => {
      const value = words[++index];
      if (value === undefined) {
        throw new CommandLineError(`The option ${word} lacks its value.`, 'Add the value after it.');
      }
      return value;
    });
    if (option.text === '-x') {
      language = option.value === 'none' ? undefined : option.value!;
      continue;
    }
    if (option.text === '-M' || option.text === '-MM') dependenciesAlone = true;
    result.options.push(option);
  }
  result.options = result.options.filter(({ text }) => {
    // With -M alone the dependencies are the output, and these shape it.
    if (dependenciesAlone && /^-M[PGTQ]$/.test(text)) return true;
    return !IGNORED.test(text);
  });
  return result;
}

function readOne(word: string, next: () => string): Option {
  const long = /^--(sysroot|param)=(.*)$/s.exec(word);
  if (long) return { text: `--${long[1]}`, value: long[2]! };
  if (/^--std[=-]/.test(word)) return { text: `-std=${word.slice(6)}` };
  if (SEPARATE.includes(word)) return { text: word, value: next() };
  for (const text of JOINED_OR_SEPARATE) {
    if (word === text) return { text, value: next() };
    if (!word.startsWith(text) || !mayBeJoined(word, text)) continue;
    return { text, value: word.slice(text.length) };
  }
  return { text: word };
}

/** `-include-pch` is not `-include` with a value, nor `-iwithprefixbefore` one of `-iwithprefix`. */
function mayBeJoined(word: string, text: string): boolean {
  if (text === '-include') return word[text.length] !== '-';
  if (text === '-u') return word !== '-undef';
  if (text === '-iwithprefix') return !word.startsWith('-iwithprefixbefore');
  return true;
}
