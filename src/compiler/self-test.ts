/**
 * Proof that a module runs here and says what it should, before any verdict of it is believed: the runtime's worst
 * failures look like success.
 */
import type { FileTree } from '../headers/index.ts';
import { RuntimeFailure } from './failure.ts';
import type { ToolchainManifest } from './manifest.ts';
import type { Machine } from './wasi/machine.ts';
import { SCRATCH } from './wasi/machine.ts';
import type { CompilerModule } from './wasi/module.ts';

const SOURCE = 'int main(void) { return undeclared_on_purpose; }\n';
const FILE = '/self-test/known-bad.c';
const NOTES = `${SCRATCH}/self-test.reads`;
const EMPTY: FileTree = new Map();
/** A tenth of a second is usual. In ms. */
const LIMIT = 30_000;

/**
 * Compiles a source known to be wrong. The compiler must give its version, the error and exit code 1, and note
 * what it read.
 * @throws {RuntimeFailure} `self-test`, `time-out`, or what the run itself failed with.
 */
export async function selfTest(
  machine: Machine,
  { family, title, versionText, target }: ToolchainManifest,
  module: CompilerModule,
): Promise<void> {
  const gcc = family === 'gcc';
  const run = machine.run({
    module,
    title,
    command: gcc ? 'cc1' : 'clang',
    args: gcc
      ? ['-quiet', '-version', '-fsyntax-only', FILE]
      : ['-v', `--target=${target}`, '--sysroot=', '-fsyntax-only', FILE],
    environment: gcc ? { LANG: 'C', PWD: '/self-test', UNDECLARED_READS: NOTES } : { PWD: '/self-test' },
    headers: { tree: EMPTY, layers: [] },
    files: new Map([[FILE, new TextEncoder().encode(SOURCE)]]),
    readBack: gcc ? [NOTES] : [],
  });
  const result = await inTime(run, title);
  const said = new TextDecoder().decode(result.stderr) + new TextDecoder().decode(result.stdout);
  const lacks: string[] = [];
  if (result.exitCode !== 1) lacks.push(`exit code ${result.exitCode} instead of 1`);
  if (!said.includes(versionText)) lacks.push(`no “${versionText}”`);
  if (!/known-bad\.c:1:25: error: .*undeclared/.test(said)) lacks.push('no error for a wrong source');
  const notes = new TextDecoder().decode(result.written.get(NOTES));
  if (gcc && !notes.includes(`+${FILE}`)) lacks.push('no list of the files it read');
  if (lacks.length === 0) return;
  throw new RuntimeFailure(
    'self-test',
    `${title} failed its self-test here (${lacks.join('; ')}), so nothing it says can be believed.`,
    'Reload the page. If it comes back, use another browser.',
  );
}

/** Firefox, driven by a program, was seen not to begin a guest at times; whoever waits must not do so for ever. */
async function inTime<T>(run: Promise<T>, title: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new RuntimeFailure(
            'time-out',
            `${title} had not ended its self-test after ${LIMIT / 1000} s.`,
            'Compile again: that begins with a new worker. If it comes back, reload the page.',
          ),
        ),
      LIMIT,
    );
  });
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}
