/** The command line as people run it: a process of its own, from another folder, with the real compilers. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArchive, writeReproJson } from '../../src/repro/index.ts';
import { consumerId } from '../founding/case.ts';
import { consumer, requestAt, wasiCompilers } from './laid.ts';

const program = fileURLToPath(new URL('../../bin/undeclared.mjs', import.meta.url));
const postedLog = fileURLToPath(new URL('../founding/posted-log.txt', import.meta.url));
const gcc = ['--toolchain', 'gcc-8.3.1'];
let elsewhere = '';

interface Ended {
  exit: number | null;
  stdout: Buffer;
  stderr: Buffer;
}

function undeclared(...words: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words], { cwd: elsewhere });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  return new Promise((resolve) => {
    child.on('close', (exit) =>
      resolve({ exit, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) }),
    );
  });
}

beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'undeclared-cli-'));
  writeFileSync(join(elsewhere, 'beside.h'), '#include <linux/vfio.h>\n#define ANSWER VFIO_API_VERSION\n');
  writeFileSync(join(elsewhere, 'own.c'), '#include "beside.h"\nint answer = ANSWER;\n');
  writeFileSync(
    join(elsewhere, 'endless.c'),
    '#define A(x) x x x x x x x x\n#define B(x) A(A(A(A(x))))\nint a[] = {B(B(B(1,)))};\n',
  );
});
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

describe('check', () => {
  test('gives the founding consumer’s 8 errors, the bytes of the page’s verdict, and 1', async () => {
    const subject = consumer(consumerId);
    const { exit, stderr } = await undeclared('check', consumerId, ...gcc);
    const verdict = await wasiCompilers().compile(requestAt(subject, 'nvlink2-removed', 'gcc-8.3.1'));
    expect(exit).toBe(1);
    expect(stderr.toString('utf8')).toBe(verdict.plain);
    expect(stderr.toString('utf8').match(/ error: /g)).toHaveLength(8);
  });

  test('compiles a file with the one beside it, and not without the name it uses', async () => {
    const kept = await undeclared('check', 'own.c', ...gcc);
    expect(kept.stderr.toString()).toBe('');
    expect(kept.exit).toBe(0);
    const removed = await undeclared('check', 'own.c', ...gcc, '--edit', 'remove:VFIO_API_VERSION');
    expect(removed.exit).toBe(1);
    expect(removed.stderr.toString()).toContain('‘VFIO_API_VERSION’ undeclared here');
  });

  test('applies a patch made for the kernel’s source, and refuses one that does not fit', async () => {
    const hunk = (value: string) =>
      `--- a/include/uapi/linux/vfio.h\n+++ b/include/uapi/linux/vfio.h\n@@ -18,3 +18,2 @@\n \n-#define VFIO_API_VERSION\t${value}\n \n`;
    writeFileSync(join(elsewhere, 'fits.diff'), hunk('0'));
    writeFileSync(join(elsewhere, 'wrong.diff'), hunk('7'));
    const against = ['--headers', 'linux-6.1,glibc-2.36'];
    const fits = await undeclared('check', 'own.c', ...gcc, ...against, '--patch', 'fits.diff');
    expect(fits.stderr.toString()).toContain('‘VFIO_API_VERSION’ undeclared here');
    expect(fits.exit).toBe(1);
    const wrong = await undeclared('check', 'own.c', ...gcc, ...against, '--patch', 'wrong.diff');
    expect(wrong.stderr.toString()).toContain('Hunk 1 of 1 for /usr/include/linux/vfio.h does not apply');
    expect(wrong.exit).toBe(2);
  });

  test('names the nearest id that exists, and ends with 2', async () => {
    const { exit, stderr } = await undeclared('check', 'own.c', '--headers', 'linux-5.1');
    expect(exit).toBe(2);
    expect(stderr.toString()).toContain('linux-5.10');
  });

  test('ends a compile that takes too long with 3', async () => {
    const { exit, stderr } = await undeclared('check', 'endless.c', ...gcc, '--timeout', '0.5');
    expect(stderr.toString()).toContain('had not finished after 0.5 s');
    expect(exit).toBe(3);
  });
});

describe('a link', () => {
  test('is verified exactly; another expectation is a difference', async () => {
    const made = await undeclared('link', 'own.c', ...gcc);
    expect(made.exit).toBe(0);
    const exactly = await undeclared('verify', made.stdout.toString().trim());
    expect(exactly.stdout.toString()).toContain('Reproduced exactly');
    expect(exactly.exit).toBe(0);

    const archive = join(elsewhere, 'own.tar.gz');
    expect((await undeclared('export', '--as', 'tar', '--output', archive, 'own.c', ...gcc)).exit).toBe(0);
    const { repro } = readArchive(readFileSync(archive));
    const expected = { ...repro.expect!, exitCode: 1, text: 'own.c: error\n', output: '0'.repeat(32) };
    writeFileSync(join(elsewhere, 'other.json'), writeReproJson({ ...repro, expect: expected }));
    const other = await undeclared('verify', 'other.json');
    expect(other.stdout.toString()).toContain('-own.c: error');
    expect(other.exit).toBe(4);
  });
});

describe('log --run', () => {
  test('gives 8 of 8 errors and 1 of 1 note of the founding log', async () => {
    const { exit, stdout } = await undeclared('log', postedLog, '--run');
    expect(stdout.toString()).toContain('8 of 8 errors and 1 of 1 note reproduced');
    expect(exit).toBe(0);
  });
});
