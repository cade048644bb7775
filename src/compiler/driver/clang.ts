/** What Clang gets for a syntax check. It is its own driver, so its words are mostly the user's. */
import type { Input } from './input.ts';
import type { Options } from './options.ts';

export interface ClangSetup {
  /** `x86_64-linux-gnu`: what it is for where the words do not say. */
  target: string;
  /** The folder above Clang's own `include`. */
  resourceDirectory?: string | undefined;
  /** Absolute working directory. */
  directory: string;
  /** Where it notes the headers it entered. */
  readsFile: string;
}

/** @returns Clang's arguments, without colour. */
export function clangArguments({ options }: Options, input: Input, setup: ClangSetup): string[] {
  const own = (pattern: RegExp) => options.some(({ text }) => pattern.test(text));
  const preprocesses = own(/^-(E|M|MM)$/);
  return [
    ...(own(/^-(-?target(=.*)?)$/) ? [] : [`--target=${setup.target}`]),
    ...(setup.resourceDirectory ? ['-resource-dir', setup.resourceDirectory] : []),
    // Built for WASI it takes the folder above its own for the root of the system, and always starts in `/`.
    ...(own(/^--sysroot$/) ? [] : ['--sysroot=']),
    ...(own(/^-working-directory$/) ? [] : [`-working-directory=${setup.directory}`]),
    ...(preprocesses ? [] : ['-fsyntax-only']),
    '-Xclang',
    '-header-include-file',
    '-Xclang',
    setup.readsFile,
    '-Xclang',
    '-sys-header-deps',
    ...options
      .filter(
        ({ text, value }) => !/^-Wp,-M/.test(text) && !(text === '-Xpreprocessor' && /^-M/.test(value ?? '')),
      )
      .flatMap(({ text, value }) =>
        value === undefined ? [text] : text.startsWith('--') ? [`${text}=${value}`] : [text, value],
      ),
    '-x',
    input.language,
    input.file,
  ];
}
