/**
 * Runs compiler modules as WASI commands on file trees, under @wasmer/sdk. A guest starts in `/`: the SDK's working
 * directory does not reach preview1 modules, so a compiler is told by other means. Knows nothing of compilers but that
 * they read files, take arguments and write text. Each run gets a sandbox of its own, so runs cannot see what
 * others wrote; packages (module, headers) are made once.
 */
import type { Package, Wasmer } from '@wasmer/sdk/browser';
import type { FileTree } from '../../headers/index.ts';
import { RuntimeFailure } from '../failure.ts';
import { runFailure } from './failures.ts';
import { HeaderPackages, type LayeredTree } from './header-packages.ts';
import type { CompilerModule } from './module.ts';
import { stubOf } from './stub.ts';
import { swapIn } from './swap.ts';

/** Bytes a compiler may write to stdout and to stderr each, and bytes of sources it may be given. */
export const OUTPUT_LIMIT = 8 * 2 ** 20;
export const INPUT_LIMIT = 64 * 2 ** 20;

/** The one folder the SDK lets the host read back from. */
export const SCRATCH = '/workspace';

export interface GuestRun {
  module: CompilerModule;
  /** For people, in failures: "GCC 8.3.1". */
  title: string;
  /** argv[0]. */
  command: string;
  args: string[];
  environment: Record<string, string>;
  headers: LayeredTree;
  /** Laid over the headers. */
  files: FileTree;
  /** Files below `SCRATCH` the guest may write that are wanted back. */
  readBack: string[];
  /** Called when the guest itself is about to run. */
  onStart?: () => void;
}

export interface GuestResult {
  exitCode: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
  /** Wall time of the guest. */
  milliseconds: number;
  /** The files of `readBack` that are there. */
  written: Map<string, Uint8Array>;
}

export class Machine {
  readonly #wasmer: Wasmer;
  readonly #headers: HeaderPackages;
  readonly #modules = new Map<string, Promise<Package>>();
  /** Digests of modules a stub stands in for; false once that turned out not to work. */
  readonly #stubs = new Map<string, Uint8Array | false>();

  /** `wasmer` must be limited to `OUTPUT_LIMIT` by its `outputBytes`. */
  constructor(wasmer: Wasmer) {
    this.#wasmer = wasmer;
    this.#headers = new HeaderPackages(wasmer);
  }

  /** Makes the packages of a header tree before they are needed. */
  async prepare(headers: LayeredTree): Promise<void> {
    await this.#headers.mount(headers);
  }

  /**
   * @throws {RuntimeFailure} when the guest trapped, wrote too much, was given too much or did not run at all.
   */
  async run(run: GuestRun): Promise<GuestResult> {
    let given = 0;
    for (const content of run.files.values()) given += content.length;
    if (given > INPUT_LIMIT) {
      throw new RuntimeFailure(
        'input-too-large',
        `The source files are ${Math.ceil(given / 2 ** 20)} MB; at most ${INPUT_LIMIT / 2 ** 20} MB can be compiled here.`,
        'Leave out what the compile does not need.',
      );
    }
    try {
      return await this.#runOnce(run);
    } catch (error) {
      throw runFailure(error, run.title);
    }
  }

  /** Gives up the stub of a module, if it had one: the next run uses the module's own bytes. */
  forgetStub(module: CompilerModule): boolean {
    const had = this.#stubs.get(module.sha256) instanceof Uint8Array;
    this.#stubs.set(module.sha256, false);
    for (const key of this.#modules.keys()) if (key.startsWith(module.sha256)) this.#modules.delete(key);
    return had;
  }

  async #runOnce(run: GuestRun): Promise<GuestResult> {
    const compiler = await this.#modulePackage(run);
    const packages = [compiler, ...(await this.#headers.mount(run.headers))];
    if (run.files.size > 0) packages.unshift(await this.#headers.pack(run.files));
    const sandbox = await this.#wasmer.sandboxes.create({ packages, network: { mode: 'disabled' } });
    try {
      run.onStart?.();
      const begun = performance.now();
      const output = await sandbox
        .command(compiler.command(run.command), run.args, { env: run.environment })
        .run({ check: false, outputBytes: OUTPUT_LIMIT });
      const milliseconds = performance.now() - begun;
      if (output.reason !== 'exited') {
        throw new RuntimeFailure(
          'crash',
          `${run.title} was ended before it had finished.`,
          'Compile again. If it comes back, reload the page.',
        );
      }
      if (output.stdout.truncated || output.stderr.truncated) {
        throw new RuntimeFailure(
          'output-too-large',
          `${run.title} wrote more than ${OUTPUT_LIMIT / 2 ** 20} MB.`,
          'Limit what it says, for example with -fmax-errors=100.',
        );
      }
      const written = new Map<string, Uint8Array>();
      for (const path of run.readBack) {
        const content = await sandbox.fs.readFile(path).catch(() => undefined);
        if (content) written.set(path, content);
      }
      return {
        exitCode: output.exitCode,
        stdout: output.stdout.bytes,
        stderr: output.stderr.bytes,
        milliseconds,
        written,
      };
    } finally {
      // Not waited for: after a trap it may never answer.
      sandbox.close().catch(() => {});
    }
  }

  #modulePackage({ module, command }: GuestRun): Promise<Package> {
    const key = `${module.sha256} ${command}`;
    let made = this.#modules.get(key);
    if (!made) {
      made = this.#makeModulePackage(module, command);
      made.catch(() => this.#modules.delete(key));
      this.#modules.set(key, made);
    }
    return made;
  }

  async #makeModulePackage(module: CompilerModule, command: string): Promise<Package> {
    return this.#wasmer.packages.create({
      modules: { compiler: this.#stub(module) || (await module.bytes()) },
      commands: { [command]: { module: 'compiler' } },
    });
  }

  #stub(module: CompilerModule): Uint8Array | false {
    let stub = this.#stubs.get(module.sha256);
    if (stub === undefined) {
      stub = stubOf(module.compiled, module.sha256) ?? false;
      if (stub) swapIn(stub, module.compiled);
      this.#stubs.set(module.sha256, stub);
    }
    return stub;
  }
}
