/** What a compiler module prints of its own version: it is asked, not told. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';

/** First line of `name --version`, run from the module file under Node's own WASI. */
export async function printedVersion(moduleFile: string, name: string): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'undeclared-version-'));
  const out = join(scratch, 'stdout');
  const stdout = openSync(out, 'w');
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: [name, '--version'],
      env: {},
      stdout,
      returnOnExit: true,
    });
    // Node 20 crashes in larger runs when its imports are called without a JavaScript frame between.
    const imports = Object.fromEntries(
      Object.entries(wasi.wasiImport).map(([key, call]) => [
        key,
        (...args: unknown[]) => (call as (...a: unknown[]) => unknown)(...args),
      ]),
    ) as WebAssembly.ModuleImports;
    const { instance } = await WebAssembly.instantiate(readFileSync(moduleFile), {
      wasi_snapshot_preview1: imports,
    });
    wasi.start(instance);
  } finally {
    closeSync(stdout);
  }
  const [line = ''] = readFileSync(out, 'utf8').split('\n');
  rmSync(scratch, { recursive: true });
  return line;
}
