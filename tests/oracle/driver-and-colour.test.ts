/** Against the machine's own gcc and Debian's clang: colour taken away leaves the plain output, and cc1 gets what gcc gives it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planCompile, withoutColour } from '../../src/compiler/index.ts';
import { parseCommandLine } from '../../src/repro/index.ts';
import { clang19, debianProgram, nativeCommand, nativeCompiler, runProgram } from './native.ts';

const there = (name: string) => spawnSync(name, ['--version']).status === 0;
const directory = mkdtempSync(join(tmpdir(), 'undeclared-oracle-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const SOURCES: Record<string, string> = {
  'errors.c': `#include <stdio.h>
struct s { int field; };
#define MAC(x) ((x)->nofield)
int f(struct s *p) {
\tint unused; const char *q = 5; /* naïve – “quotes” 日本語 */
\tprintf("%s %d\\n", 3); p->feild = 1; MAC(p); if (q = 0) return p.field
}
long int int z; _Static_assert(0, "[1m not an escape [K");
int g(int a) { switch (a) { case 1: a++; case 2: return b; } }
`,
  'missing.c': '#include "deep.h"\nint x = y;\n',
  'deep.h': 'static int bad(void) { return gone; }\n#include <not/there.h>\n',
  'clean.c': 'int main(void) { return 0; }\n',
};
for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(directory, name), text);

/** How each is started; clang comes from packages, so that no machine is without it. */
const commands: Record<string, [string, ...string[]]> = { gcc: ['gcc'] };
beforeAll(async () => {
  commands.clang = nativeCommand(await nativeCompiler(clang19));
});

const run = (compiler: string, args: string[]) => {
  const [program, ...first] = commands[compiler]!;
  const words = [...first, '-fsyntax-only', '-Wall', '-Wextra', ...args];
  const { status, stderr } = spawnSync(program, words, {
    cwd: directory,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
  });
  return { status, stderr };
};

describe.each(['gcc', 'clang'])('%s', (compiler) => {
  const missing = compiler === 'gcc' && !there('gcc');
  it.skipIf(missing).each(Object.keys(SOURCES))('in colour says of %s what it says without', (name) => {
    const plain = run(compiler, ['-fdiagnostics-color=never', name]);
    const coloured = run(compiler, [
      '-fdiagnostics-color=always',
      ...(compiler === 'gcc' ? ['-fdiagnostics-urls=never'] : []),
      name,
    ]);
    if (plain.stderr !== '') expect(coloured.stderr).toContain('\x1b[');
    expect(withoutColour(coloured.stderr)).toBe(plain.stderr);
    expect(coloured.status).toBe(plain.status);
  });
});

/** Words both sides have, in a form that does not depend on how the driver spells them. */
const normal = (words: string[]) =>
  words
    .join('\n')
    // What it calls its outputs does not matter to a syntax check.
    .replace(/\n-dump(dir|base|base-ext)\n[^\n]*/g, '')
    .replace(/\n-o\n\/dev\/null|\n-fasynchronous-unwind-tables|\n-fdiagnostics-\S+/g, '')
    // Said by one that was not called from where it is installed.
    .replace(/\n-iprefix\n[^\n]*/g, '')
    .replace(/\n-pedantic/g, '\n-Wpedantic')
    .replace(/\n--param\n/g, '\n--param=')
    .split('\n');

/** Holds what a command becomes here to the cc1 line the driver itself would run (`-###`). */
function sameWords(command: string, said: string, version: number[], target: string): void {
  const line = said.split('\n').find((each) => /\/cc1"? /.test(each))!;
  const native = parseCommandLine(line)[0]!.words.slice(1);
  const { args } = planCompile(
    { command, directory, files: [] },
    { family: 'gcc', version: version as [number, number, number], target },
    '/reads',
  );
  expect(normal(args).sort()).toEqual(normal(native).sort());
  const orderOf = (all: string[], pattern: RegExp) => normal(all).filter((word) => pattern.test(word));
  for (const pattern of [
    /^-(I|iquote|isystem|idirafter|D|U|include|imacros)/,
    /^-W/,
    /^-f/,
    /^-(std|ansi)/,
    /^-m(?!secure|bss)/,
  ]) {
    expect(orderOf(args, pattern)).toEqual(orderOf(native, pattern));
  }
}

const wordsOf = (command: string) => parseCommandLine(command)[0]!.words.slice(1);

describe.skipIf(!there('gcc'))('what gcc gives cc1', () => {
  const version = spawnSync('gcc', ['-dumpfullversion'], { encoding: 'utf8' })
    .stdout.trim()
    .split('.')
    .map(Number);

  it.each([
    'gcc -c clean.c -o y.o -Wall -Ifoo "-DX=a b" -D Y -UZ -std=gnu99 -isystem bar -iquote q -include stdio.h -I baz -fPIC -O2 -pthread -pedantic -w -Wextra --param max-gcse-memory=3 -H -nostdinc -P -C -idirafter ida -A foo=bar -undef -trigraphs -fsyntax-only',
    'gcc -m32 -ansi -fopenmp -Wno-unused -fno-common -fsyntax-only clean.c',
    'gcc -mx32 -mno-sse -march=haswell -fsyntax-only -include a.h -imacros b.h clean.c',
    'gcc -Wp,-DA -Wundef -isystemfoo -fsyntax-only clean.c',
    'gcc -E -dM -std=c11 clean.c',
  ])('is what %j is turned into here', (command) => {
    const { stderr } = spawnSync('gcc', ['-###', ...wordsOf(command)], { cwd: directory, encoding: 'utf8' });
    sameWords(command, stderr, version, 'x86_64-linux-gnu');
  });
});

describe.each([
  ['powerpc64le-linux-gnu', ['', '-m64 -mcpu=power9', '-m32', '-mbss-plt -mlittle-endian -mtune=power10']],
  ['aarch64-linux-gnu', ['', '-mcpu=cortex-a72', '-march=armv8.2-a -mabi=ilp32', '-mbig-endian']],
] as const)('what gcc for %s gives cc1', (target, options) => {
  it.each(options)('with %j is what it is turned into here', async (more) => {
    const driver = await debianProgram(
      { name: `gcc-12-${target}`, suite: 'bookworm' },
      `usr/bin/${target}-gcc-12`,
    );
    const file = join(directory, 'clean.c');
    const command = `gcc -O2 -Wall -pthread -DX -fsyntax-only ${more} ${file}`;
    const { stderr } = runProgram(driver, ['-###', ...wordsOf(command)]);
    sameWords(command, stderr, [12, 2, 0], target);
  });
});
