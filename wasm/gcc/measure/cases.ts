/**
 * What to measure with: GCC's own tests, each under one of a wide set of options. The text of the tests comes from
 * the source package and is not kept.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface Case {
  /** Absolute. */
  file: string;
  args: string[];
}

const optionSets = [
  '-Wall -Wextra',
  '-O2 -Wall -Wextra -Wconversion -Wformat=2 -Wstrict-overflow',
  '-O0 -g -Wall',
  '-std=c99 -pedantic -Wextra',
  '-fopenmp -Wall -O2',
  '-m32 -Wall -Wextra -O2',
  '-std=gnu89 -Wall -Wtraditional -Wc++-compat',
  '-O3 -Wall -Wextra -Wshadow -Wcast-qual -Wpadded -Wundef -g3',
  '-std=c11 -pedantic-errors -Wdouble-promotion -Wfloat-conversion',
  '-Os -fopenacc -fgnu-tm -Wall -march=haswell -fsanitize=address,undefined',
  '-O2 -ftrapv -fstack-protector-all -fPIC -Wall -Wabi -Wstack-protector -mavx512f',
  '-O1 -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wnull-dereference -fdiagnostics-color=always',
  '-O2 -Werror -Wall -fdiagnostics-generate-patch -fdiagnostics-parseable-fixits',
  '-O2 -gstabs -fshort-enums -funsigned-char -mregparm=3 -m32',
  '-fsanitize=thread -fprofile-arcs -ftest-coverage -pg -O2',
  '-std=c17 -fms-extensions -fno-builtin -ffast-math -O2 -Wformat-overflow=2 -Wformat-truncation=2',
].map((set) => set.split(' '));

/** A test's own options that are for the driver, for code or for dumps, which a syntax check has none of. */
const notForSyntax =
  /^-(S|c|E|o|d.*|P|v|x|M.*|B.*|W[lap],.*|l.*|save-temps.*|pipe|pthread|static|no-pie|nostdlib|flto.*|wrapper.*|f(plugin|self-test|dump|opt-info|disable-|enable-|compare-debug|preprocessed).*|-coverage|aux-info)$/;

function ownOptions(file: string): string[] {
  const found = readFileSync(file, 'latin1').matchAll(
    /dg-(?:additional-)?options\s+"([^"]*)"(?:\s*\{\s*target\s+([^}]*))?/g,
  );
  return [...found]
    .filter(([, , target]) => target === undefined || /i\?86|x86_64|\*-\*-\*|lp64/.test(target))
    .flatMap(([, options]) => options!.split(/\s+/))
    .filter((option) => option.startsWith('-') && !notForSyntax.test(option));
}

/**
 * @param folders of tests; every `step`th file is taken.
 * @param headers where the compiler's own are mounted from.
 */
export function casesIn(folders: string[], step: number, headers: string): Case[] {
  return folders
    .flatMap((folder) =>
      (readdirSync(folder, { recursive: true }) as string[])
        .filter((name) => name.endsWith('.c'))
        .sort()
        .map((name) => join(folder, name)),
    )
    .filter((_, index) => index % step === 0)
    .map((file, index) => ({
      file,
      args: [
        ...['-imultiarch', 'x86_64-linux-gnu'],
        '-fsyntax-only',
        ...optionSets[index % optionSets.length]!,
        ...ownOptions(file),
        ...['include', 'include-fixed'].flatMap((name) => ['-isystem', join(headers, name)]),
        basename(file),
      ],
    }));
}

export function environment({ file }: Case): Record<string, string> {
  return { LANG: 'C.UTF-8', PWD: dirname(file) };
}
