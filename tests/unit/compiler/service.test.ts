import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CompileRequest, CompilerService, RuntimeFailure } from '../../../src/compiler/index.ts';
import type { GuestResult, GuestRun, Machine } from '../../../src/compiler/wasi/machine.ts';
import { diskFetcher } from '../../../src/compiler/wasi/node.ts';
import { CommandLineError } from '../../../src/repro/index.ts';
import { buildSite, type SiteToolchain, treeOf } from './support/site.ts';
import { exits, traps } from './support/tiny-module.ts';

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

const GCC: SiteToolchain = {
  id: 'gcc-0.0',
  family: 'gcc',
  title: 'GCC 0.0',
  version: [8, 0, 0],
  versionText: 'version 0.0',
  module: exits(0),
  fallback: traps(),
  headers: treeOf({ '/usr/lib/gcc/include/stddef.h': 'own\n' }),
};
const LIBC = treeOf({ '/usr/include/stdio.h': 'libc\n', '/usr/include/both.h': 'libc\n' });
const LINUX = treeOf({ '/usr/include/linux/vfio.h': 'linux\n', '/usr/include/both.h': 'linux\n' });

const REQUEST: CompileRequest = {
  toolchain: 'gcc-0.0',
  headers: ['glibc-1', 'linux-1'],
  files: [{ path: '/src/a.c', text: 'int x = y;\n' }],
  command: 'gcc -Wall -c ../a.c',
  directory: '/src/build',
};

const encode = (text: string) => new TextEncoder().encode(text);
const answer = (exitCode: number, stderr = '', notes = ''): GuestResult => ({
  exitCode,
  stdout: new Uint8Array(),
  stderr: encode(stderr),
  milliseconds: 1,
  written: new Map([['/workspace/.undeclared-reads', encode(notes)]]),
});
const SELF_TEST = {
  ...answer(1, 'GNU C17 version 0.0\n/self-test/known-bad.c:1:25: error: ‘x’ undeclared\n'),
  written: new Map([['/workspace/self-test.reads', encode('+/self-test/known-bad.c\n')]]),
};

interface Script {
  selfTest?: (run: GuestRun) => GuestResult;
  compile?: (run: GuestRun, time: number) => GuestResult;
}

let directory: string;
let site: URL;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'undeclared-service-'));
  directories.push(directory);
  site = await buildSite(directory, [GCC], { 'glibc-1': LIBC, 'linux-1': LINUX });
});

/** A service whose machine answers from a script. */
function serviceOf(script: Script = {}) {
  const runs: GuestRun[] = [];
  const machine = {
    prepare: async () => {},
    forgetStub: () => false,
    run: async (run: GuestRun) => {
      if (run.files.has('/self-test/known-bad.c')) return (script.selfTest ?? (() => SELF_TEST))(run);
      runs.push(run);
      run.onStart?.();
      return (script.compile ?? (() => answer(0)))(run, runs.length);
    },
  } as unknown as Machine;
  return { runs, service: new CompilerService({ fetcher: diskFetcher(site), machine: async () => machine }) };
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RuntimeFailure);
  expect((error as RuntimeFailure).advice).not.toBe('');
  return (error as RuntimeFailure).kind;
}

describe('a verdict', () => {
  it('holds what the compiler said, with and without colour, and what it read', async () => {
    const said =
      '\x1b[01m\x1b[K../a.c:1:9:\x1b[m\x1b[K \x1b[01;31m\x1b[Kerror: \x1b[m\x1b[Kno \x1b[m\x1b[Ky\n';
    const notes =
      '+../a.c\n+/usr/include/stdio.h\n-/usr/local/include/stdio.h\n-missing.h\n+/workspace/other\n';
    const { service, runs } = serviceOf({ compile: () => answer(1, said, notes) });
    const verdict = await service.compile(REQUEST);
    expect(verdict.exitCode).toBe(1);
    expect(new TextDecoder().decode(verdict.stderr)).toBe(said);
    expect(verdict.plain).toBe('../a.c:1:9: error: no y\n');
    expect(verdict.diagnostics.map((each) => each.message)).toEqual(['no y']);
    expect(verdict.filesRead).toEqual(['/src/a.c', '/usr/include/stdio.h']);
    expect(verdict.filesAbsent).toEqual(['/usr/local/include/stdio.h', '/src/build/missing.h']);
    expect(verdict.module).toBe('main');
    expect(verdict.argv.slice(0, 2)).toEqual(['cc1', '-quiet']);
    expect(runs[0]?.environment.PWD).toBe('/src/build');
  });

  it('is of the stack in order, the compiler’s own headers and the reader’s files', async () => {
    const { service, runs } = serviceOf();
    await service.compile(REQUEST);
    const { headers, files } = runs[0]!;
    const text = (path: string) => new TextDecoder().decode(headers.tree.get(path));
    expect(text('/usr/include/both.h')).toBe('linux\n');
    expect(text('/usr/lib/gcc/include/stddef.h')).toBe('own\n');
    // The working directory has no file of its own, and must be there all the same.
    expect([...files.keys()]).toEqual(['/src/a.c', '/src/build/.directory']);
  });

  it('needs a command line that compiles something', async () => {
    await expect(serviceOf().service.compile({ ...REQUEST, command: 'gcc' })).rejects.toThrow(
      CommandLineError,
    );
  });

  it('is given by the whole compiler when the syntax-only one traps or finds a bug in itself', async () => {
    const trap = () => {
      throw new RuntimeFailure('trap', 'trapped', 'advice');
    };
    for (const first of [trap, () => answer(4, 'internal compiler error: in x\n')]) {
      const { service, runs } = serviceOf({
        compile: (_, time) => (time === 1 ? first() : answer(1, 'a.c:1:1: error: y\n')),
      });
      const verdict = await service.compile(REQUEST);
      expect([verdict.module, verdict.exitCode, runs.length]).toEqual(['fallback', 1, 2]);
      expect(runs[0]!.module.sha256).not.toBe(runs[1]!.module.sha256);
    }
  });
});

describe('no verdict, but a failure of the runtime, is', () => {
  it('silent: an exit code with nothing said', async () => {
    expect(await failureOf(serviceOf({ compile: () => answer(1) }).service.compile(REQUEST))).toBe('silent');
  });

  it('out-of-memory: the compiler’s own word for it', async () => {
    const said = 'cc1: out of memory allocating 65536 bytes after a total of 4294967296 bytes\n';
    expect(await failureOf(serviceOf({ compile: () => answer(1, said) }).service.compile(REQUEST))).toBe(
      'out-of-memory',
    );
  });

  it('trap: also of the whole compiler', async () => {
    const compile = () => {
      throw new RuntimeFailure('trap', 'trapped', 'advice');
    };
    expect(await failureOf(serviceOf({ compile }).service.compile(REQUEST))).toBe('trap');
  });

  it.each([
    ['success and nothing said, as where the page is not isolated', answer(0)],
    [
      'another version',
      { ...SELF_TEST, stderr: encode('version 9\n/self-test/known-bad.c:1:25: error: undeclared\n') },
    ],
    ['no error for a wrong source', { ...SELF_TEST, stderr: encode('version 0.0\n') }],
    ['no list of files read', { ...SELF_TEST, written: new Map() }],
  ])('self-test: %s', async (_, result) => {
    const { service, runs } = serviceOf({ selfTest: () => result });
    expect(await failureOf(service.compile(REQUEST))).toBe('self-test');
    expect(runs).toEqual([]);
  });

  it('time-out: a self-test that does not end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let begun = () => {};
      const running = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const machine = {
        prepare: async () => {},
        forgetStub: () => false,
        run: () => {
          begun();
          return new Promise(() => {});
        },
      } as unknown as Machine;
      const service = new CompilerService({ fetcher: diskFetcher(site), machine: async () => machine });
      const failed = failureOf(service.compile(REQUEST));
      await running;
      await vi.advanceTimersByTimeAsync(31_000);
      expect(await failed).toBe('time-out');
    } finally {
      vi.useRealTimers();
    }
  });

  it('module-missing: an unknown toolchain, or a module that is not there', async () => {
    expect(await failureOf(serviceOf().service.compile({ ...REQUEST, toolchain: 'gcc-1' }))).toBe(
      'module-missing',
    );
    rmSync(join(directory, 'toolchains/gcc-0.0/module.wasm'));
    expect(await failureOf(serviceOf().service.compile(REQUEST))).toBe('module-missing');
  });

  it('module-corrupt: another file, or a manifest that cannot be read', async () => {
    writeFileSync(join(directory, 'toolchains/gcc-0.0/module.wasm'), exits(3));
    expect(await failureOf(serviceOf().service.compile(REQUEST))).toBe('module-corrupt');
    writeFileSync(join(directory, 'toolchains/gcc-0.0/manifest.json'), '{"format": 7}');
    expect(await failureOf(serviceOf().service.compile(REQUEST))).toBe('module-corrupt');
  });

  it('headers-missing: an unknown snapshot, or a pack that is not there', async () => {
    expect(await failureOf(serviceOf().service.compile({ ...REQUEST, headers: ['linux-9'] }))).toBe(
      'headers-missing',
    );
    rmSync(join(directory, 'snapshots/linux-1.pack'));
    expect(await failureOf(serviceOf().service.readFiles({ headers: ['linux-1'] }, ['/x']))).toBe(
      'headers-missing',
    );
    rmSync(join(directory, 'catalogue.json'));
    expect(await failureOf(serviceOf().service.listFiles({ headers: ['linux-1'] }))).toBe('headers-missing');
  });

  it('headers-corrupt: a damaged pack, of a snapshot or of the compiler', async () => {
    writeFileSync(join(directory, 'snapshots/linux-1.pack'), 'damaged');
    expect(await failureOf(serviceOf().service.compile(REQUEST))).toBe('headers-corrupt');
    writeFileSync(join(directory, 'toolchains/gcc-0.0/headers.pack'), 'damaged');
    expect(await failureOf(serviceOf().service.compile({ ...REQUEST, headers: [] }))).toBe('headers-corrupt');
  });

  it('forgotten when what was wrong is mended', async () => {
    const { service } = serviceOf();
    rmSync(join(directory, 'toolchains/gcc-0.0/module.wasm'));
    expect(await failureOf(service.compile(REQUEST))).toBe('module-missing');
    writeFileSync(join(directory, 'toolchains/gcc-0.0/module.wasm'), GCC.module);
    expect((await service.compile(REQUEST)).exitCode).toBe(0);
  });
});

describe('an internal error', () => {
  it('of the whole compiler is a failure of the runtime, never a verdict on the code', async () => {
    const { service } = serviceOf({
      compile: () =>
        answer(4, 'a.c:1:9: error: ‘y’ undeclared\na.c:1: confused by earlier errors, bailing out\n'),
    });
    expect(await failureOf(service.compile(REQUEST))).toBe('crash');
  });
});

describe('a header stack', () => {
  it('can be listed and read', async () => {
    const { service } = serviceOf();
    expect(await service.listFiles({ headers: ['glibc-1', 'linux-1'] })).toEqual([
      '/usr/include/both.h',
      '/usr/include/linux/vfio.h',
      '/usr/include/stdio.h',
    ]);
    const files = await service.readFiles({ headers: ['linux-1', 'glibc-1'] }, [
      '/usr/include/both.h',
      '/nowhere.h',
    ]);
    expect([...files.keys()]).toEqual(['/usr/include/both.h']);
    expect(new TextDecoder().decode(files.get('/usr/include/both.h'))).toBe('libc\n');
  });
});

describe('a compile nobody wants any more', () => {
  it('is not begun, and the next one is', async () => {
    const { service, runs } = serviceOf();
    const abort = new AbortController();
    const refused = service.compile(REQUEST, { signal: abort.signal }).catch((reason: unknown) => reason);
    abort.abort('not wanted');
    expect(await refused).toBe('not wanted');
    expect(runs).toEqual([]);
    expect((await service.compile(REQUEST)).exitCode).toBe(0);
    expect(runs.length).toBe(1);
  });

  it('that runs already does not go on to its fallback module', async () => {
    const abort = new AbortController();
    const { service, runs } = serviceOf({
      compile: () => {
        abort.abort('not wanted');
        return answer(4);
      },
    });
    const refused = service.compile(REQUEST, { signal: abort.signal }).catch((reason: unknown) => reason);
    expect(await refused).toBe('not wanted');
    expect(runs.length).toBe(1);
  });
});
