/** From a request to what the compiler is run with. */

import { resolvePath } from '../../repro/index.ts';
import type { ToolchainManifest } from '../manifest.ts';
import type { CompileRequest } from '../request.ts';
import { askedOfClang } from '../target.ts';
import { clangArguments } from './clang.ts';
import { holdsEscape, takeColour } from './colour.ts';
import { gccArguments } from './gcc.ts';
import { type Input, inputOf } from './input.ts';
import { findInvocation } from './invocation.ts';
import { readOptions } from './options.ts';

export interface Plan {
  /** argv[0]. */
  command: 'cc1' | 'clang';
  args: string[];
  environment: Record<string, string>;
  /** Absolute. */
  directory: string;
  input: Input;
  /** Absolute path of the input. */
  file: string;
  /** Whether the output will be in colour. */
  coloured: boolean;
}

/**
 * What `request.command` means for a compiler.
 * @param readsFile where the compiler is to note the files it read: an absolute path it may write.
 * @throws {CommandLineError} when the line names nothing to compile.
 */
export function planCompile(
  request: Pick<CompileRequest, 'command' | 'directory' | 'files'>,
  toolchain: Pick<ToolchainManifest, 'family' | 'version' | 'target' | 'resourceDirectory'>,
  readsFile: string,
): Plan {
  const invocation = findInvocation(request.command, request.directory);
  const options = readOptions(invocation.words);
  const input = inputOf(options);
  const { colour, rest } = takeColour(options.options);
  options.options = rest;
  // An escape of the reader's own would be taken away with the compiler's.
  const escapes = holdsEscape(request.command) || request.files.some((file) => holdsEscape(file.text));
  const coloured = colour !== 'never' && !escapes;
  const environment: Record<string, string> = {
    LANG: 'C.UTF-8',
    ...invocation.environment,
    PWD: invocation.directory,
  };
  const asked = coloured ? 'always' : 'never';
  const common = {
    directory: invocation.directory,
    input,
    file: resolvePath(invocation.directory, input.file),
    coloured,
  };
  if (toolchain.family === 'clang') {
    return {
      ...common,
      command: 'clang',
      args: [
        ...clangArguments(options, input, {
          ...toolchain,
          target: askedOfClang(invocation) ?? toolchain.target,
          directory: invocation.directory,
          readsFile,
        }),
        coloured ? '-fcolor-diagnostics' : '-fno-color-diagnostics',
      ],
      environment,
    };
  }
  const args = gccArguments(options, input, toolchain);
  args.push(`-fdiagnostics-color=${asked}`);
  // From 10 on colour brings links in escapes, which are none of a message's text.
  if (toolchain.version[0] >= 10 && !args.some((word) => word.startsWith('-fdiagnostics-urls='))) {
    args.push('-fdiagnostics-urls=never');
  }
  return { ...common, command: 'cc1', args, environment: { ...environment, UNDECLARED_READS: readsFile } };
}
