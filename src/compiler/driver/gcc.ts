/**
 * GCC's driver in short: what `gcc …` gives `cc1` for a syntax check. Order and translation follow the specs in
 * gcc.c (cpp_unique_options, cc1_options), as Debian builds it, with multiarch.
 */
import type { Input } from './input.ts';
import { machineOf } from './machine.ts';
import type { Option, Options } from './options.ts';

/**
 * @param gcc its version, for what is told of the output's name changed with 11, and the triplet it is built for.
 * @returns cc1's arguments, without colour.
 */
export function gccArguments(
  { options }: Options,
  input: Input,
  { version, target }: { version: readonly number[]; target: string },
): string[] {
  const taken = new Set<Option>();
  /** The options that match, in the order written, each once. */
  const take = (pattern: RegExp): string[] =>
    options.flatMap((option) => {
      if (taken.has(option) || !pattern.test(option.text)) return [];
      taken.add(option);
      return spelled(option);
    });
  const has = (pattern: RegExp) => options.some(({ text }) => pattern.test(text));

  const preprocesses = has(/^-(E|M|MM)$/);
  const threads = has(/^-(pthread|fopenmp|fopenacc|fgnu-tm)$/);
  take(/^-(E|pthread|pipe)$/);

  const sysroot = take(/^--sysroot$/)[1];
  const name = input.file.slice(input.file.lastIndexOf('/') + 1);
  const stem = name.replace(/(?<=.)\.[^.]*$/, '');
  const machine = machineOf(target, take(/^-m/));

  const preprocessing = [
    '-quiet',
    ...take(/^-nostdinc/),
    ...take(/^-CC?$/),
    ...(has(/^-v$/) ? ['-v'] : []),
    ...take(/^-[IF]$/),
    ...take(/^-P$/),
    ...(machine.multilib ? ['-imultilib', machine.multilib] : []),
    '-imultiarch',
    machine.multiarch,
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
      ...machine.options,
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
    ...machine.options,
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
