/**
 * Compiling, from request to verdict, wherever there is a machine and a way to fetch built files: in the page's
 * worker or under Node. Calls are answered one after another, as the machine is one.
 */
import { contentHash, type FileTree } from '../headers/index.ts';
import { parseDiagnostics } from './diagnostics/parse.ts';
import { bytesWithoutColour } from './driver/colour.ts';
import { type Plan, planCompile } from './driver/plan.ts';
import { RuntimeFailure } from './failure.ts';
import type { ToolchainManifest } from './manifest.ts';
import { type Reads, readsOfClang, readsOfGcc } from './reads.ts';
import { type CompileRequest, type HeaderStack, type Progress, stackOf } from './request.ts';
import { selfTest } from './self-test.ts';
import { type Stack, Stacks } from './stacks.ts';
import { targetOf } from './target.ts';
import { type Toolchain, Toolchains } from './toolchains.ts';
import type { Verdict } from './verdict.ts';
import { outOfMemory, saysOutOfMemory } from './wasi/failures.ts';
import type { Fetcher } from './wasi/fetcher.ts';
import type { LayeredTree } from './wasi/header-packages.ts';
import { type GuestResult, type Machine, SCRATCH } from './wasi/machine.ts';
import type { CompilerModule } from './wasi/module.ts';

const READS_FILE = `${SCRATCH}/.undeclared-reads`;
/** Exit code of a GCC that found a bug in itself. */
const INTERNAL_ERROR = 4;

export interface Hooks {
  onProgress?: (progress: Progress) => void;
  /** The compiler itself has begun to run. */
  onRunning?: () => void;
  /** Once aborted, nothing is begun any more: the compile is refused with the signal's reason. A running guest goes on. */
  signal?: AbortSignal;
}

export interface ServiceOptions {
  fetcher: Fetcher;
  /** Makes the machine; called once, and again after a failure. */
  machine: () => Promise<Machine>;
}

export class CompilerService {
  readonly #makeMachine: () => Promise<Machine>;
  readonly #toolchains: Toolchains;
  readonly #stacks: Stacks;
  #machine: Promise<Machine> | undefined;
  readonly #tested = new Map<string, Promise<void>>();
  /** Trees with a toolchain's own headers laid over, by stack. */
  readonly #mounted = new WeakMap<Stack, Map<string, LayeredTree>>();

  constructor({ fetcher, machine }: ServiceOptions) {
    this.#makeMachine = machine;
    this.#toolchains = new Toolchains(fetcher);
    this.#stacks = new Stacks(fetcher);
  }

  /**
   * @throws {RuntimeFailure} when there is no verdict to believe.
   * @throws {CommandLineError} when the command line names nothing to compile.
   * @throws {HeaderEditError} when an edit of the headers cannot be made.
   */
  async compile(request: CompileRequest, hooks: Hooks = {}): Promise<Verdict> {
    const progress = hooks.onProgress ?? (() => {});
    const coming = {
      machine: this.#getMachine(),
      toolchain: this.#toolchains.get(request.toolchain, progress),
      stack: this.#stacks.get(stackOf(request), progress),
    };
    // What can be done with the first to come is done while the others are still on their way.
    const ready = all([
      coming.machine,
      coming.toolchain,
      coming.stack,
      both(coming.machine, coming.stack).then(([ready, headers]) => ready.prepare(headers)),
      both(coming.machine, coming.toolchain).then(([ready, { manifest, module }]) => {
        progress({ step: 'preparing', what: manifest.title });
        return this.#prove(ready, manifest, module);
      }),
    ]);
    const [machine, toolchain, stack] = await unlessAborted(ready, hooks.signal);
    const plan = planCompile(request, toolchain.manifest, READS_FILE);
    const headers = this.#mount(toolchain, stack);
    const files = consumerFiles(request);
    makeDirectory(plan.directory, files, headers.tree);
    await machine.prepare(headers);
    progress({ step: 'compiling', what: plan.input.file });

    const run = async (module: CompilerModule) => {
      hooks.signal?.throwIfAborted();
      return machine.run({
        module,
        title: toolchain.manifest.title,
        command: plan.command,
        args: plan.args,
        environment: plan.environment,
        headers,
        files,
        readBack: [READS_FILE],
        onStart: () => hooks.onRunning?.(),
      });
    };
    let result: GuestResult | undefined;
    let trap: RuntimeFailure | undefined;
    try {
      result = await run(toolchain.module);
    } catch (error) {
      if (!(error instanceof RuntimeFailure && error.kind === 'trap' && toolchain.fallback)) throw error;
      trap = error;
    }
    let module: Verdict['module'] = 'main';
    if (toolchain.fallback && (!result || result.exitCode === INTERNAL_ERROR)) {
      // The syntax-only module met code it was built without; the whole compiler has it.
      const whole = await toolchain.fallback().catch((error: unknown) => {
        throw trap ?? error;
      });
      await this.#prove(machine, toolchain.manifest, whole);
      result = await run(whole);
      module = 'fallback';
    }
    if (!result) throw trap;
    return verdictOf(request, toolchain, plan, result, module, overlaid(headers.tree, files));
  }

  /** Begins what every compile needs and nothing else, before the first is asked for. */
  begin(): void {
    // A failure is told to the first compile.
    this.#getMachine().catch(() => {});
    this.#stacks.begin();
  }

  /** Those of `paths` that a header stack has. */
  async readFiles(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    const { tree } = await this.#stacks.get(stack, () => {});
    const found = new Map<string, Uint8Array>();
    for (const path of paths) {
      const content = tree.get(path);
      // A view of a whole pack would take all of the pack along to another thread.
      if (content) found.set(path, content.slice());
    }
    return found;
  }

  /** sha256 of those of `paths` that a header stack has. */
  async digests(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, string>> {
    const { tree } = await this.#stacks.get(stack, () => {});
    const found = await Promise.all(
      paths.map(async (path): Promise<[string, string] | undefined> => {
        const content = tree.get(path);
        return content && [path, await contentHash(content)];
      }),
    );
    return new Map(found.filter((one) => one !== undefined));
  }

  /** The paths of a header stack, sorted. */
  async listFiles(stack: HeaderStack): Promise<string[]> {
    return [...(await this.#stacks.get(stack, () => {})).tree.keys()].sort();
  }

  #getMachine(): Promise<Machine> {
    if (!this.#machine) {
      const machine = this.#makeMachine();
      machine.catch(() => {
        this.#machine = undefined;
      });
      this.#machine = machine;
    }
    return this.#machine;
  }

  /** The self-test of a module, once; if a stub stood in for it and it fails, once more with its own bytes. */
  #prove(machine: Machine, manifest: ToolchainManifest, module: CompilerModule): Promise<void> {
    let proof = this.#tested.get(module.sha256);
    if (!proof) {
      proof = selfTest(machine, manifest, module).catch((error: unknown) => {
        const stuck = error instanceof RuntimeFailure && error.kind === 'time-out';
        if (stuck || !machine.forgetStub(module)) throw error;
        return selfTest(machine, manifest, module);
      });
      proof.catch(() => {
        this.#tested.delete(module.sha256);
        this.#toolchains.forget(manifest.id);
      });
      this.#tested.set(module.sha256, proof);
    }
    return proof;
  }

  #mount(toolchain: Toolchain, stack: Stack): LayeredTree {
    let mounted = this.#mounted.get(stack);
    if (!mounted) {
      mounted = new Map();
      this.#mounted.set(stack, mounted);
    }
    const { id } = toolchain.manifest;
    let tree = mounted.get(id);
    if (!tree) {
      tree = {
        tree: overlaid(stack.tree, toolchain.headers),
        layers: [...stack.layers, toolchain.headers],
      };
      mounted.set(id, tree);
    }
    return tree;
  }
}

function both<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  return Promise.all([a, b]);
}

/** As `Promise.all`, but waits for all to be settled, so that no failure is left without anyone to hear it. */
async function all<T extends readonly unknown[]>(
  promises: [...{ [Index in keyof T]: Promise<T[Index]> }],
): Promise<T> {
  await Promise.allSettled(promises);
  return Promise.all(promises) as unknown as Promise<T>;
}

function overlaid(below: FileTree, above: FileTree): FileTree {
  const tree = new Map(below);
  for (const [path, content] of above) tree.set(path, content);
  return tree;
}

function consumerFiles(request: CompileRequest): Map<string, Uint8Array> {
  const encoder = new TextEncoder();
  return new Map(request.files.map(({ path, text }) => [path, encoder.encode(text)]));
}

/** A folder is there when a file is in it: the working directory may have none. */
function makeDirectory(directory: string, files: Map<string, Uint8Array>, tree: FileTree): void {
  const below = directory === '/' ? '/' : `${directory}/`;
  for (const path of files.keys()) if (path.startsWith(below)) return;
  for (const path of tree.keys()) if (path.startsWith(below)) return;
  files.set(`${below}.directory`, new Uint8Array());
}

function verdictOf(
  request: CompileRequest,
  { manifest }: Toolchain,
  plan: Plan,
  result: GuestResult,
  module: Verdict['module'],
  tree: FileTree,
): Verdict {
  const plain = new TextDecoder().decode(plan.coloured ? bytesWithoutColour(result.stderr) : result.stderr);
  if (result.exitCode !== 0 && saysOutOfMemory(plain)) throw outOfMemory(manifest.title);
  if (result.exitCode !== 0 && plain.trim() === '') {
    throw new RuntimeFailure(
      'silent',
      `${manifest.title} stopped with exit code ${result.exitCode} and said nothing, so nothing is known of the code.`,
      'Compile again. If it comes back, reload the page.',
    );
  }
  if (plan.command === 'cc1' && result.exitCode === INTERNAL_ERROR) {
    // What it said of the code before is not known to be all: a compiler that fails in itself gives no verdict.
    const said = /^.*(?:internal compiler error|confused by earlier errors).*$/m.exec(plain)?.[0];
    throw new RuntimeFailure(
      'crash',
      `${manifest.title} met a fault in itself${said ? `: ${said.slice(0, 200)}` : ''}.`,
      'Try another compiler; the same version may do so natively, too.',
    );
  }
  return {
    toolchain: request.toolchain,
    argv: [plan.command, ...plan.args],
    exitCode: result.exitCode,
    stdout: result.stdout,
    stderr: result.stderr,
    plain,
    diagnostics: parseDiagnostics(plain),
    ...reads(plan, result, plain, tree, manifest.resourceDirectory, targetOf(request)),
    milliseconds: result.milliseconds,
    module,
  };
}

function reads(
  plan: Plan,
  result: GuestResult,
  plain: string,
  tree: FileTree,
  resourceDirectory: string | undefined,
  target: string,
): Reads {
  const notes = new TextDecoder().decode(result.written.get(READS_FILE));
  if (plan.command === 'cc1') return readsOfGcc(notes, plan.directory, tree);
  const searched = [
    ...plan.args.flatMap((word, index) =>
      /^-(I|iquote|isystem|idirafter)$/.test(word) ? [plan.args[index + 1] ?? '.'] : [],
    ),
    ...(resourceDirectory ? [`${resourceDirectory}/include`] : []),
    '/usr/local/include',
    `/usr/include/${target}`,
    '/usr/include',
  ];
  return readsOfClang(notes, plan.file, plan.directory, searched, plain, tree);
}

/** `work`, or the signal's reason as soon as it is aborted; the work itself goes on for whoever wants it next. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  let refuse = () => {};
  const aborted = new Promise<never>((_, reject) => {
    refuse = () => reject(signal.reason);
    signal.addEventListener('abort', refuse, { once: true });
    if (signal.aborted) refuse();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', refuse);
  }
}
