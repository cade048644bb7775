/** Runs a module once under Node's own WASI. For the self-test and the measurements; the page has its own runtime. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';

export interface Ran {
  /** Absent after a trap. */
  code?: number;
  stdout: string;
  stderr: string;
  /** The stack of the trap. */
  trap?: string;
  instance?: WebAssembly.Instance;
}

/** @param root the folder mounted at "/". */
export function runModule(
  module: WebAssembly.Module,
  root: string,
  args: string[],
  env: Record<string, string>,
): Ran {
  const scratch = mkdtempSync(join(tmpdir(), 'undeclared-run-'));
  const names = ['stdout', 'stderr'].map((name) => join(scratch, name)) as [string, string];
  const [stdout, stderr] = names.map((name) => openSync(name, 'w')) as [number, number];
  const wasi = new WASI({
    version: 'preview1',
    args: ['cc1', '-quiet', ...args],
    env,
    preopens: { '/': root },
    stdout,
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
  const ran: Ran = { stdout: '', stderr: '' };
  try {
    ran.instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: imports });
    // Typed as void in some versions of the declarations; with returnOnExit it is the exit code.
    ran.code = Number(wasi.start(ran.instance));
  } catch (error) {
    ran.trap = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  for (const fd of [stdout, stderr]) {
    try {
      closeSync(fd);
    } catch {
      // The compiler closed it itself.
    }
  }
  [ran.stdout, ran.stderr] = names.map((name) => readFileSync(name, 'utf8')) as [string, string];
  rmSync(scratch, { recursive: true });
  return ran;
}
