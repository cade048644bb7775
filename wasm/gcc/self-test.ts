/** Runs a fresh module under Node's own WASI: what does not compile three lines rightly is not a product. */
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { BuildFailed } from './command.ts';

interface Ran {
  code: number;
  stderr: string;
}

/** Runs `cc1` once, with `root` mounted at "/". */
async function run(module: WebAssembly.Module, root: string, args: string[]): Promise<Ran> {
  const file = join(root, 'stderr');
  const stderr = openSync(file, 'w');
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: ['cc1', '-quiet', '-fsyntax-only', ...args],
      env: { LANG: 'C.UTF-8', PWD: '/work', UNDECLARED_READS: '/reads' },
      preopens: { '/': root },
      stderr,
      returnOnExit: true,
    });
    // Node 20 crashes in larger runs when its imports are called without a JavaScript frame between.
    const imports = Object.fromEntries(
      Object.entries(wasi.wasiImport).map(([name, call]) => [
        name,
        (...values: unknown[]) => (call as (...values: unknown[]) => unknown)(...values),
      ]),
    ) as WebAssembly.ModuleImports;
    const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: imports });
    // Typed as void in some versions of the declarations; with returnOnExit it is the exit code.
    const code = Number(wasi.start(instance));
    return { code, stderr: readFileSync(file, 'utf8') };
  } finally {
    closeSync(stderr);
  }
}

const source = `#include <stddef.h>
struct s { size_t member; };
size_t f(struct s *p) { return p->membr; }
`;

const expected = 'error: ‘struct s’ has no member named ‘membr’; did you mean ‘member’?';

/**
 * @returns the version as the module prints it.
 * @throws {BuildFailed} when the module does not answer as a native compiler would.
 */
export async function selfTest(file: string, headers: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'undeclared-gcc-'));
  try {
    cpSync(headers, root, { recursive: true });
    mkdirSync(join(root, 'work'));
    writeFileSync(join(root, 'work/a.c'), source);
    const module = await WebAssembly.compile(readFileSync(file));
    const { code, stderr } = await run(module, root, ['-version', '-fno-diagnostics-show-caret', 'a.c']);
    const reads = readFileSync(join(root, 'reads'), 'utf8');
    if (code !== 1 || !stderr.includes(`a.c:3:35: ${expected}`) || !reads.includes('+a.c\n')) {
      throw new BuildFailed(
        `${file} does not pass its self-test: it ended with ${code} and said:\n${stderr}`,
      );
    }
    return stderr.split('\n', 1)[0]!.trim();
  } catch (cause) {
    if (cause instanceof BuildFailed) throw cause;
    throw new BuildFailed(`${file} does not pass its self-test: ${String(cause)}`, { cause });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
