/**
 * An archive unpacked and run as its receiver would: with tar, sh and the machine's own gcc. Needs those three; on
 * a machine without gcc the test says so and is skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Experiment, type Repro, writeArchive } from '../../src/repro/index.ts';

const gcc = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
const there = gcc.status === 0;
if (!there) console.warn('repro.sh is not tried: there is no gcc on this machine.');

const bytes = (text: string) => new TextEncoder().encode(text);

/** Headers of our own in the system's places: those of the machine must not be seen. */
const closure = new Map([
  [
    '/usr/include/linux/gadget.h',
    bytes('#include <asm/gadget-types.h>\n#define GADGET_CONFIG 1\nstruct gadget_speed;\n'),
  ],
  ['/usr/include/x86_64-linux-gnu/asm/gadget-types.h', bytes('typedef unsigned int gadget_u32;\n')],
  ['/usr/include/stdio.h', bytes('#define ONLY_OURS 1\n')],
  ['/opt/own lib/include/own.h', bytes('#define OWN 2\n')],
]);

const base: Repro = {
  schema: 1,
  title: 'repro.sh',
  note: '',
  toolchain: { id: 'gcc-12' },
  headers: [],
  consumer: { files: [] },
  command:
    "cc -pipe -Wall -Wextra -I../include -isystem '/opt/own lib/include' -DTEXT='\"a b\"' -MD -MF out/x.d -o out/x.o -c ../src/main.c",
  directory: '/build/x',
};

const breaking: Repro = {
  ...base,
  consumer: {
    files: [
      {
        path: '/build/src/main.c',
        text: '#include <stddef.h>\n#include <stdio.h>\n#include <linux/gadget.h>\n#include <own.h>\n#include "local.h"\n\nsize_t name(struct gadget_speed *speed)\n{\n    const char *text = TEXT;\n    return speed->rate + GADGET_CONFIC + OWN + ONLY_OURS + LOCAL;\n}\n',
      },
      {
        path: '/build/include/local.h',
        text: '#define LOCAL 3\nstatic int left_over(void) { return undeclared_here; }\n',
      },
    ],
  },
};

const compiling: Repro = {
  ...base,
  command: 'gcc -std=gnu11 -Wall -Werror -c /build/src/main.c',
  consumer: {
    files: [
      {
        path: '/build/src/main.c',
        text: '#include <limits.h>\n#include <stdarg.h>\n#include <linux/gadget.h>\n\ngadget_u32 value(void) { return INT_MAX - GADGET_CONFIG; }\n',
      },
    ],
  },
};

describe.runIf(there)('repro.sh of an archive, run with the native gcc', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'repro sh-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function unpack(name: string, repro: Repro, plain?: string, files = closure): string {
    const experiment: Experiment = {
      repro,
      toolchain: { title: 'GCC' },
      headers: [],
      ...(plain !== undefined && { said: { exitCode: plain ? 1 : 0, plain, diagnostics: [] } }),
    };
    writeFileSync(join(folder, `${name}.tar.gz`), writeArchive(experiment, files, { name }));
    execFileSync('tar', ['-xzf', `${name}.tar.gz`], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
    return join(folder, name);
  }

  const run = (place: string, env: Record<string, string> = {}) =>
    spawnSync(join(place, 'repro.sh'), [], {
      encoding: 'utf8',
      cwd: tmpdir(),
      env: { ...process.env, ...env },
    });

  test('a breaking case: the errors, at relative paths, with headers of the archive alone', () => {
    const { status, stdout, stderr } = run(unpack('breaking', breaking));
    expect(status).toBe(1);
    expect(stderr).toContain(
      '../src/main.c:10:26: error: ‘GADGET_CONFIC’ undeclared (first use in this function); did you mean ‘GADGET_CONFIG’?',
    );
    expect(stderr).toContain(
      'In file included from ../src/main.c:5:\n../include/local.h: In function ‘left_over’:\n',
    );
    expect(stderr).not.toContain(folder);
    expect(stderr).not.toContain('‘ONLY_OURS’');
    expect(stdout).toBe('');
  });

  test('says whether the output is the expected one, and exits as the compiler does', () => {
    const { stderr } = run(unpack('first', breaking));
    expect(run(unpack('same', breaking, stderr))).toMatchObject({
      status: 1,
      stderr,
      stdout: expect.stringContaining('says exactly'),
    });
    expect(run(unpack('other', breaking, 'other\n')).stdout).toContain('says something else');
  });

  test('a compiling case: exit 0, no output, the compiler’s own headers found', () => {
    expect(
      run(
        unpack(
          'compiling',
          compiling,
          '',
          new Map([...closure, ['/usr/include/limits.h', bytes('/* ours */\n')]]),
        ),
      ),
    ).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('says exactly'),
    });
  });

  test('a path in the output that was absolute is absolute again', () => {
    const wrong = {
      ...compiling,
      consumer: { files: [{ path: '/build/src/main.c', text: 'int x = y;\n' }] },
    };
    expect(run(unpack('absolute', wrong)).stderr).toMatch(/^\/build\/src\/main\.c:1:9: error: /);
  });

  test('nothing of a hostile command is run or written', () => {
    const mark = join(folder, 'owned');
    const command = `gcc -wrapper touch,${mark} -fplugin=${mark} -o ${mark} -MD -MF ${mark} -fdump-tree-all=${mark} "-DX=\`touch ${mark}\`" '-DY=$(touch ${mark})' "-DZ='; touch ${mark}; '" -c ../src/main.c`;
    const { status } = run(
      unpack('hostile', { ...breaking, command, title: `$(touch ${mark})`, note: `\`touch ${mark}\`` }),
    );
    expect(status).toBe(1);
    expect(() => readFileSync(mark)).toThrow();
  });

  test('says which compiler is not there', () => {
    expect(run(unpack('missing', breaking), { CC: 'no-such-gcc' })).toMatchObject({
      status: 2,
      stderr: 'repro.sh: there is no no-such-gcc here: set CC to your compiler\n',
    });
  });
});
