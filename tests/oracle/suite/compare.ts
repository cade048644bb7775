/** Runs a case on both sides and says how they compare. */
import { type Diagnostic, parseDiagnostics } from '../../../src/compiler/index.ts';
import { type NativeCompiler, type NativeRun, startNative } from '../native.ts';
import type { OracleCase } from './case.ts';
import { readsFile } from './closure.ts';
import type { Built } from './subjects.ts';
import { WasiRunner } from './wasi.ts';

export type Outcome =
  | { kind: 'equal' }
  /** The host's stack was too small, as it is on the page; with a deeper one the two are equal. */
  | { kind: 'equal-deeper'; trap: string }
  /** The WASI side ended without a verdict. */
  | { kind: 'trap'; trap: string }
  /** `worded`: the same exit code and the same diagnostics by place and severity, but not the same bytes. */
  /** `unsteady`: native itself says something else when it is asked again, or when memory is filled otherwise. */
  | { kind: 'different' | 'unsteady' | 'worded'; native: Said; wasi: Said };

interface Said {
  /** None after a trap. */
  exitCode?: number;
  stderr: string;
}

/** MiB: more than any of these nests needs. */
const deepStack = 512;

export class Bench {
  readonly #shallow = new WasiRunner();
  readonly #deep = new WasiRunner(deepStack);

  constructor(
    readonly built: Built,
    readonly native: NativeCompiler,
  ) {}

  async compare(root: string, one: OracleCase): Promise<Outcome> {
    const environment = { LANG: 'C.UTF-8', ...one.env };
    const clang = this.built.family === 'clang';
    // Under WASI it begins in the root, whatever the directory.
    const args = clang ? [`-working-directory=${one.directory}`, ...one.args] : one.args;
    const request = {
      module: this.built.module,
      root,
      argv: [clang ? 'clang' : 'cc1', ...args],
      env: { ...environment, PWD: one.directory, UNDECLARED_READS: readsFile },
    };
    const askNative = (more: Record<string, string> = {}) =>
      startNative(this.native, root, one.directory, args, {
        // runNative's locale gives way to what the case asks for.
        LC_ALL: '',
        ...environment,
        ...more,
      });
    const native = askNative();
    let wasi = await this.#shallow.run(request);
    const said = await native;
    let shallow: string | undefined;
    if (wasi.exitCode === undefined && /call stack/.test(wasi.trap ?? '')) {
      shallow = wasi.trap;
      wasi = await this.#deep.run(request);
    }
    const same = (a: NativeRun, b: Pick<NativeRun, 'exitCode' | 'stderr'>) =>
      a.exitCode === b.exitCode && Buffer.compare(a.stderr, b.stderr) === 0;
    const { exitCode, stderr, trap } = wasi;
    if (exitCode !== undefined && same(said, { exitCode, stderr })) {
      return shallow === undefined ? { kind: 'equal' } : { kind: 'equal-deeper', trap: shallow };
    }
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
    const both: { native: Said; wasi: Said } = {
      native: { exitCode: said.exitCode, stderr: text(said.stderr) },
      wasi: exitCode === undefined ? { stderr: trap ?? '' } : { exitCode, stderr: text(stderr) },
    };
    if (clang) {
      if (exitCode === undefined) return { kind: 'trap', trap: shallow ?? trap ?? '' };
      const alike =
        both.native.exitCode === both.wasi.exitCode && placesOf(both.native) === placesOf(both.wasi);
      return { kind: alike ? 'worded' : 'different', ...both };
    }
    let steady = true;
    // glibc fills unwritten memory with what it is told to (255: zeros, as it is under WASI), or leaves it as it comes.
    for (const fill of ['', '', '1', '170', '255']) {
      steady &&= same(said, await askNative(fill === '' ? {} : { MALLOC_PERTURB_: fill }));
    }
    if (exitCode === undefined && (steady || shallow !== undefined)) {
      return { kind: 'trap', trap: shallow ?? trap ?? '' };
    }
    return { kind: steady ? 'different' : 'unsteady', ...both };
  }

  async close(): Promise<void> {
    await this.#shallow.close();
    await this.#deep.close();
  }
}

/** Every diagnostic by severity and place, a line each. */
function placesOf({ stderr }: Said): string {
  const tell = ({ severity, place, notes }: Diagnostic): string =>
    [`${severity} ${place ? `${place.file}:${place.line}:${place.column}` : ''}`, ...notes.map(tell)].join(
      '\n',
    );
  return parseDiagnostics(stderr).map(tell).join('\n');
}

/** The first lines the two do not share. */
export function firstDifference({ native, wasi }: { native: Said; wasi: Said }): string {
  if (native.exitCode !== wasi.exitCode) {
    const last = (said: Said) => said.stderr.trimEnd().split('\n').at(-1) ?? '';
    return `exit ${native.exitCode} (“${last(native)}”), not ${wasi.exitCode ?? 'a trap'} (“${last(wasi)}”)`;
  }
  const [a, b] = [native, wasi].map(({ stderr }) => stderr.split('\n')) as [string[], string[]];
  const at = a.findIndex((line, index) => line !== b[index]);
  const index = at < 0 ? a.length : at;
  return `native: ${a[index] ?? '(end)'} | WASI: ${b[index] ?? '(end)'}`;
}
