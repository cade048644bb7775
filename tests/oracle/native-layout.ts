/**
 * Layouts as a native GCC has them: a file of constants for the numbers that are to be compared, compiled to
 * assembly and read back byte by byte. Nothing is run, so a target needs no libc and no assembler.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { planCompile } from '../../src/compiler/index.ts';
import { BYTE, type Field, type Known, type TypeLayout } from '../../src/study/index.ts';
import { type NativeCompiler, runNative } from './native.ts';

export interface NativeQuestion {
  compiler: NativeCompiler;
  /** A laid tree. */
  root: string;
  /** The consumer, in C. */
  source: string;
  width: '-m64' | '-m32';
}

const WIDTHS: Readonly<Record<string, number>> = {
  byte: 1,
  value: 2,
  word: 2,
  short: 2,
  long: 4,
  int: 4,
  quad: 8,
};

function unescaped(text: string): number[] {
  const bytes: number[] = [];
  const named: Record<string, number> = { b: 8, t: 9, n: 10, f: 12, r: 13 };
  for (const [, octal, escaped, plain] of text.matchAll(/\\([0-7]{1,3})|\\(.)|([\s\S])/g)) {
    bytes.push(
      octal
        ? Number.parseInt(octal, 8)
        : escaped
          ? (named[escaped] ?? escaped.charCodeAt(0))
          : plain!.charCodeAt(0),
    );
  }
  return bytes;
}

/** The bytes behind each label of an assembly text for x86. */
export function bytesByLabel(assembly: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  let bytes: number[] | undefined;
  for (const line of assembly.split('\n')) {
    const label = /^(\w+):/.exec(line)?.[1];
    if (label) {
      bytes = [];
      found.set(label, bytes);
      continue;
    }
    const [, directive, rest = ''] = /^\t\.(\w+)\s*(.*)$/.exec(line) ?? [];
    if (!bytes || directive === undefined) continue;
    const width = WIDTHS[directive];
    if (width !== undefined) {
      let value = BigInt(rest);
      for (let count = 0; count < width; count++, value >>= 8n) bytes.push(Number(value & 0xffn));
    } else if (directive === 'zero' || directive === 'skip')
      bytes.push(...new Array<number>(Number(rest)).fill(0));
    else if (directive === 'string' || directive === 'ascii') {
      bytes.push(...unescaped(/^"([\s\S]*)"$/.exec(rest)![1]!));
      if (directive === 'string') bytes.push(0);
    }
  }
  return found;
}

/** Where a tree laid for GCC 8.3.1 has the compiler's headers: Debian's cc1 looks beside itself for its own. */
const OWN_HEADERS = '/usr/lib/gcc/x86_64-linux-gnu/8';

/** Compiles with the options a GCC driver would give. */
function compiled({ compiler, root, width }: NativeQuestion, text: string) {
  const file = '/native/probe.c';
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  const plan = planCompile(
    {
      command: `gcc ${width} -w -O0 -fno-common -fdiagnostics-color=never -c probe.c`,
      directory: '/native',
      files: [],
    },
    { family: 'gcc', version: [12, 2, 0], target: 'x86_64-linux-gnu' },
    '/dev/null',
  );
  const own = ['include', 'include-fixed'].flatMap((folder) => ['-isystem', `${OWN_HEADERS}/${folder}`]);
  const args = plan.args.flatMap((word) =>
    word === '-fsyntax-only' ? ['-o', '-'] : word === '-imultiarch' ? [...own, word] : [word],
  );
  const { exitCode, stdout, stderr } = runNative(compiler, root, '/native', args);
  return {
    exitCode,
    assembly: new TextDecoder().decode(stdout),
    said: new TextDecoder().decode(stderr),
  };
}

function numbersOf(bytes: readonly number[]): bigint[] {
  return Array.from({ length: bytes.length / 8 }, (_, index) =>
    bytes.slice(index * 8, index * 8 + 8).reduceRight((all, byte) => (all << 8n) | BigInt(byte), 0n),
  );
}

/** First set bit and how many are set, as one run, the lowest of a byte first. */
function runOfBits(bytes: readonly number[]): { offset: number; size: number } | undefined {
  const bits = bytes.flatMap((byte) => Array.from({ length: BYTE }, (_, bit) => (byte >> bit) & 1));
  const offset = bits.indexOf(1);
  const size = bits.filter(Boolean).length;
  return bits.lastIndexOf(1) - offset + 1 === size ? { offset, size } : undefined;
}

const isNamed = ({ name }: Field) => name !== '';

/**
 * In what a compiler's answers differ from native GCC's, each a sentence; nothing where they are equal.
 * @throws {Error} when the native compile fails: a name or field that native has not.
 */
export function differences(question: NativeQuestion, answers: readonly Known[]): string[] {
  const expected: { what: string; number: bigint }[] = [];
  const expressions: string[] = [];
  const bitFields: { what: string; type: TypeLayout; field: Field }[] = [];
  const number = (what: string, value: bigint | number, expression: string) => {
    expected.push({ what, number: BigInt.asUintN(64, BigInt(value)) });
    expressions.push(`(unsigned long long)(${expression})`);
  };
  for (const answer of answers) {
    if (answer.kind === 'constant') {
      if (answer.value !== undefined) number(answer.name, BigInt(answer.value), answer.name);
      continue;
    }
    const { name, size, align, fields } = answer;
    number(`sizeof(${name})`, size / BYTE, `sizeof(${name})`);
    number(`alignment of ${name}`, align / BYTE, `_Alignof(${name})`);
    for (const field of fields.filter(isNamed)) {
      const what = `${name}.${field.path}`;
      if (field.bitField) {
        bitFields.push({ what, type: answer, field });
        continue;
      }
      number(`offset of ${what}`, field.offset / BYTE, `__builtin_offsetof(${name}, ${field.path})`);
      const flexible = /\[\]/.test(field.type);
      if (!flexible) {
        number(`size of ${what}`, (field.size ?? -1) / BYTE, `sizeof(((${name} *)0)->${field.path})`);
      }
    }
  }
  const text = [
    question.source,
    `const unsigned long long undeclared_numbers[] = {\n${expressions.join(',\n')}\n};`,
    ...bitFields.map(
      ({ type, field }, index) =>
        `const union { ${type.name} s; unsigned char b[sizeof(${type.name})]; } undeclared_bits_${index} = { .s.${field.path} = -1 };`,
    ),
    '',
  ].join('\n');
  const { exitCode, assembly, said } = compiled(question, text);
  if (exitCode !== 0)
    throw new Error(`native GCC does not compile what was answered:\n${said.slice(0, 2_000)}`);
  const labels = bytesByLabel(assembly);
  const numbers = numbersOf(labels.get('undeclared_numbers') ?? []);
  const wrong = expected.flatMap(({ what, number: answered }, index) =>
    numbers[index] === answered ? [] : [`${what}: ${answered}, native ${numbers[index]}`],
  );
  for (const [index, { what, field }] of bitFields.entries()) {
    const native = runOfBits(labels.get(`undeclared_bits_${index}`) ?? []);
    if (native?.offset !== field.offset || native.size !== field.size) {
      wrong.push(`${what}: bits ${field.offset}+${field.size}, native ${native?.offset}+${native?.size}`);
    }
  }
  return wrong;
}

/** Of names that were not answered those that native GCC has: each is asked for its size. */
export function missed(question: NativeQuestion, expressions: readonly string[]): string[] {
  if (expressions.length === 0) return [];
  const first = question.source.split('\n').length + 1;
  const lines = expressions.map((one, index) => `char undeclared_${index}[sizeof(${one}) * 0 + 1];`);
  const { said } = compiled(question, [question.source, ...lines, ''].join('\n'));
  const failing = new Set([...said.matchAll(/^probe\.c:(\d+):\d+: error/gm)].map(([, line]) => Number(line)));
  return expressions.filter((_, index) => !failing.has(first + index));
}
