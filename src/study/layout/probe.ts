/**
 * The file that makes Clang say what is asked: it includes the consumer, so that every header is read exactly as the
 * consumer reads it, and then declares one thing for each name. A number comes back as the bound of an array in a
 * declaration's type, one line of the syntax tree each; a struct's members from the compiler's own dump of a record
 * that holds one. What is not there is an error at its own line and spoils nothing else.
 */
import { type CompileRequest, shapingOf } from '../../compiler/index.ts';
import { CommandLineError, formatCommandLine } from '../../repro/index.ts';
import type { LayoutTarget } from './target.ts';

/** What is asked about. */
export interface Asked {
  /** `struct x`, `union x`, `enum x`; or a bare name: a typedef, an enumerator or a macro. */
  name: string;
  /** Of a bare name, where it is known; both are tried where not. */
  kind?: 'type' | 'constant';
}

/** A type whose size is wanted beside, by what the compiler calls it. */
export interface Sized {
  type: string;
  /** A type's name, or an expression of it where it has none. */
  expression: string;
}

/** Declarations whose names have this in them are what the syntax tree is filtered by. */
export const TOLD = 'undeclared_abi_';
/** Records that hold one member of the type asked for. */
export const HOLDER = 'undeclared_holder_';
const MEMBER = 'undeclared_member';

/** The bits of a 64-bit number one array bound carries: few enough for a 32-bit target's largest array. */
export const PIECE = 24;
export const PIECES = 3;

const TAGGED = /^(?:struct|union|enum) [A-Za-z_]\w*$/;
const BARE = /^[A-Za-z_]\w*$/;

/** Whether a name is one that can be asked about. */
export function isAskable(name: string): boolean {
  return TAGGED.test(name) || BARE.test(name);
}

export function asksType({ name, kind }: Asked): boolean {
  return TAGGED.test(name) || kind === 'type' || (kind === undefined && BARE.test(name));
}

export function asksConstant({ name, kind }: Asked): boolean {
  return BARE.test(name) && kind !== 'type';
}

const told = (kind: string, index: number) => `${TOLD}${kind}${index}`;
const bound = (expression: string) => `char (*)[${expression}]`;

function typeLines(name: string, index: number): string {
  const holder = `struct ${HOLDER}${index}`;
  const bounds = [`sizeof(${name})`, `_Alignof(${name})`, `sizeof(${holder})`].map(bound);
  return `${holder} { ${name} ${MEMBER}; };\nextern void (*${told('t', index)})(${bounds.join(', ')});\n`;
}

function constantLines(name: string, index: number): string {
  // `| 0` keeps type and value of an integer and is an error for anything else.
  const number = `((unsigned long long)((${name}) | 0))`;
  const mask = `0x${(2 ** PIECE - 1).toString(16)}`;
  const bounds = [
    ...Array.from({ length: PIECES }, (_, piece) => `(${number} >> ${piece * PIECE}) & ${mask}`),
    `((${name}) | 0) < 0`,
  ].map(bound);
  return (
    `extern void (*${told('c', index)})(${bounds.join(', ')});\n` +
    `#ifdef ${name}\nextern const char ${told('x', index)}[1];\n` +
    `static const char ${told('s', index)}[] = undeclared_text(${name});\n#endif\n`
  );
}

/**
 * @param file the consumer's main file, absolute.
 */
export function probeText(file: string, asked: readonly Asked[], sizes: readonly Sized[]): string {
  const parts = [
    `#include "${file}"\n`,
    '#undef undeclared_text\n#undef undeclared_word\n',
    '#define undeclared_word(...) #__VA_ARGS__\n#define undeclared_text(...) undeclared_word(__VA_ARGS__)\n',
  ];
  for (const [index, { expression }] of sizes.entries()) {
    parts.push(`extern void (*${told('z', index)})(${bound(`sizeof(${expression})`)});\n`);
  }
  for (const [index, one] of asked.entries()) if (asksType(one)) parts.push(typeLines(one.name, index));
  // Last: a macro that is a lone brace may take what follows along.
  for (const [index, one] of asked.entries())
    if (asksConstant(one)) parts.push(constantLines(one.name, index));
  return parts.join('');
}

const PROBE = '.undeclared-abi.c';

export interface ProbeInput {
  /** The consumer at a stop; its command line is read, its toolchain is not. */
  request: CompileRequest;
  target: LayoutTarget;
  /** A ready Clang's id. */
  toolchain: string;
}

export function isProbe(file: string): boolean {
  return file.endsWith(`/${PROBE}`);
}

/**
 * The compile that tells all that is asked.
 * @throws {CommandLineError} when the consumer's command line names nothing to compile.
 */
export function probeRequest(
  { request, target, toolchain }: ProbeInput,
  asked: readonly Asked[],
  sizes: readonly Sized[],
): CompileRequest {
  const { words, file, directory } = shapingOf(request);
  if (/["\\\n\r]/.test(file)) {
    throw new CommandLineError(
      `The file name ${JSON.stringify(file)} cannot be included.`,
      'Give it a name without quotes and backslashes.',
    );
  }
  const probe = `${file.slice(0, file.lastIndexOf('/'))}/${PROBE}`;
  const xclang = (...own: string[]) => own.flatMap((word) => ['-Xclang', word]);
  return {
    ...request,
    toolchain,
    directory,
    files: [...request.files, { path: probe, text: probeText(file, asked, sizes) }],
    command: formatCommandLine([
      ...['clang', `--target=${target.triple}`, '-w', '-ferror-limit=0'],
      ...['-fdiagnostics-color=never', '-fno-caret-diagnostics'],
      // A name it takes for a misspelled one would be answered with the other's value.
      '-fno-spell-checking',
      ...words,
      ...xclang('-fdump-record-layouts', '-ast-dump', '-ast-dump-filter', TOLD),
      ...['-c', probe],
    ]),
  };
}
