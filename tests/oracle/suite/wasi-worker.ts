/** The thread WASI compilers run in: one run after the other, under Node's own WASI, on a tree on disk. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { parentPort, workerData } from 'node:worker_threads';

export interface WasiRequest {
  module: WebAssembly.Module;
  /** Folder that is "/" for the compiler. */
  root: string;
  argv: string[];
  env: Record<string, string>;
}

export interface WasiAnswer {
  /** Absent after a trap. */
  exitCode?: number;
  /** What the trap said. */
  trap?: string;
  stderr: Uint8Array;
  /** Bytes the module's memory had grown to, which is the most it had. */
  memory?: number;
}

const scratch = (workerData as { scratch: string }).scratch;

function run({ module, root, argv, env }: WasiRequest): WasiAnswer {
  const names = ['stdout', 'stderr'].map((name) => join(scratch, name)) as [string, string];
  const [stdout, stderr] = names.map((name) => openSync(name, 'w')) as [number, number];
  const stdin = openSync(devNull, 'r');
  const wasi = new WASI({
    version: 'preview1',
    args: argv,
    env,
    preopens: { '/': root },
    stdin,
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
  const answer: WasiAnswer = { stderr: new Uint8Array() };
  try {
    const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: imports });
    // Typed as void in some versions of the declarations; with returnOnExit it is the exit code.
    answer.exitCode = Number(wasi.start(instance));
    answer.memory = (instance.exports.memory as WebAssembly.Memory).buffer.byteLength;
  } catch (error) {
    answer.trap = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  for (const fd of [stdin, stdout, stderr]) {
    try {
      closeSync(fd);
    } catch {
      // The compiler closed it itself.
    }
  }
  answer.stderr = readFileSync(names[1]);
  return answer;
}

parentPort!.on('message', (request: WasiRequest) => parentPort!.postMessage(run(request)));
