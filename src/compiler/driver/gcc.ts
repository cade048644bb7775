/**
 * GCC's driver in short: what `gcc …` gives `cc1` for a syntax check. Order and translation follow the specs in
 * gcc.c (cpp_unique_options, cc1_options) and config/i386, as built for x86_64-linux-gnu with multiarch.
 */
import type { Input } from './input.ts';
import type { Option, Options } from './options.ts';

interface Target {
  multilib?: string;
  multiarch: string;
  arch: string;
}
const TARGETS: Record<string, Target> = {
  '-m64': { multiarch: 'x86_64-linux-gnu', arch: 'x86-64' },
  '-m32': { multilib: '32', multiarch: 'i386-linux-gnu', arch: 'i686' },
  '-mx32': { multilib: 'x32', multiarch: 'x86_64-linux-gnux32', arch: 'x86-64' },
};

/**
 * @param version of GCC: what is told of the output's name changed with 11.
 * @returns cc1's arguments, without colour.
 */
export function gccArguments({ options }: Options, input: Input, version: readonly number[]): string[] {
  const taken = new Set<Option>();
  /** The options that match, in the order written, each once. */
  const take = (pattern: RegExp): string[] =>
    options.flatMap((option) => {
      if (taken.has(option) || !pattern.test(option.text)) return [];
      taken.add(option);
      return spelled(option);
    });
  const has = (pattern: RegExp) => options.some(({ text }) => pattern.test(text));

  const machine = options.filter(({ text }) => text in TARGETS).at(-1)?.text ?? '-m64';
  const target = TARGETS[machine]!;
  const preprocesses = has(/^-(E|M|MM)$/);
  const threads = has(/^-(pthread|fopenmp|fopenacc|fgnu-tm)$/);
  take(/^-(E|pthread|pipe)$/);

  const sysroot = take(/^--sysroot$/)[1];
  const name = input.file.slice(input.file.lastIndexOf('/') + 1);
  const stem = name.replace(/(?<=.)\.[^.]*$/, '');
  // The processor the page runs on is nobody's business here, and unknown: the generic one stands for it.
  const machineOptions = take(/^-m/).filter((word) => !/^-m(arch|tune|cpu)=native$/.test(word));
  const chosen = (pattern: RegExp) => machineOptions.some((word) => pattern.test(word));
  if (!chosen(/^-m(tune|cpu|arch)=/)) machineOptions.push('-mtune=generic');
  if (!chosen(/^-march=/)) machineOptions.push(`-march=${target.arch}`);

  const preprocessing = [
    '-quiet',
    ...take(/^-nostdinc/),
    ...take(/^-CC?$/),
    ...(has(/^-v$/) ? ['-v'] : []),
    ...take(/^-[IF]$/),
    ...take(/^-P$/),
    ...(target.multilib ? ['-imultilib', target.multilib] : []),
    '-imultiarch',
    target.multiarch,
    ...(sysroot === undefined ? [] : ['-isysroot', sysroot]),
    ...take(/^-M/),
    ...take(/^-remap$/),
    ...take(/^-H$/),
    ...(threads ? ['-D_REENTRANT'] : []),
    ...take(/^-[DUA]$/),
    ...take(/^-i/),
    ...forThePreprocessor(options, taken),
    ...(input.language === 'cpp-output' ? ['-fpreprocessed'] : []),
    input.file,
  ];
  const dumps = take(/^-d/);
  const levels = take(/^-O/);
  const warnings = [...take(/^(-W.*|-pedantic.*|--?all-warnings|--?extra-warnings)$/), ...take(/^-w$/)];
  const standard = take(/^-(std=.*|ansi|trigraphs)$/);
  const talks = take(/^-(v|-verbose)$/).length > 0;
  const features = take(/^-f/);
  const undef = take(/^-undef$/);
  const parameters = take(/^--param$/);
  // What is left over neither GCC's driver nor we know: cc1 says so itself.
  const unknown = take(/^/);

  if (preprocesses) {
    return [
      '-E',
      ...preprocessing,
      ...machineOptions,
      ...standard,
      ...warnings,
      ...features,
      ...levels,
      ...undef,
      ...dumps,
      ...parameters,
      ...unknown,
    ];
  }
  const outputNames =
    (version[0] ?? 0) >= 11
      ? ['-dumpbase', name, '-dumpbase-ext', name.slice(stem.length)]
      : ['-dumpbase', name, '-auxbase', stem];
  return [
    ...preprocessing,
    '-quiet',
    ...outputNames,
    ...dumps,
    ...machineOptions,
    ...levels,
    ...warnings,
    ...standard,
    ...(talks ? ['-version'] : []),
    ...features,
    ...undef,
    '-fsyntax-only',
    ...parameters,
    ...unknown,
  ];
}

function spelled({ text, value }: Option): string[] {
  if (value === undefined) return [text];
  return text === '--param' ? [text, value] : [text, value];
}

/** `-Wp,a,b` and `-Xpreprocessor a`, without the dependency files among them. */
function forThePreprocessor(options: Option[], taken: Set<Option>): string[] {
  const words: string[] = [];
  for (const option of options) {
    const { text, value } = option;
    if (text === '-Xpreprocessor') words.push(value!);
    else if (text.startsWith('-Wp,')) words.push(...text.slice(4).split(','));
    else continue;
    taken.add(option);
  }
  return words.filter((word, index) => {
    const before = words[index - 1] ?? '';
    return !/^-(MD|MMD|MP|MF|MT|MQ)$/.test(word) && !/^-(MD|MMD|MF|MT|MQ)$/.test(before);
  });
}
