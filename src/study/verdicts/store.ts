/**
 * Verdicts kept by what they depend on. A verdict holds for every header stack that has the same bytes in the files
 * its compile read, and still lacks those it looked for in vain: its closure.
 */
import { type CompileRequest, type HeaderStack, stackOf, type Verdict } from '../../compiler/index.ts';
import { sha256 } from '../../headers/index.ts';
import type { StackFiles } from '../blame/view.ts';

export interface StoredVerdict {
  /** By absolute path the digest of a file the compile read, '' where the stack itself has none of that path. */
  closure: Record<string, string>;
  absent: string[];
  verdict: Verdict;
}

/** Where verdicts are kept: memory here, IndexedDB on the page. Bounded by who implements it. */
export interface VerdictStore {
  /** All that are kept under a key, newest first. */
  get(key: string): Promise<readonly StoredVerdict[]>;
  put(key: string, stored: StoredVerdict): Promise<void>;
}

/** Keys kept; the one not used for longest goes first. */
const KEYS = 500;
/** Differing closures kept for one key: as many as stops can differ. */
const EACH = 64;

export class MemoryStore implements VerdictStore {
  readonly #kept = new Map<string, StoredVerdict[]>();

  async get(key: string): Promise<readonly StoredVerdict[]> {
    const kept = this.#kept.get(key);
    if (!kept) return [];
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept;
  }

  async put(key: string, stored: StoredVerdict): Promise<void> {
    this.#kept.set(key, [stored, ...(this.#kept.get(key) ?? [])].slice(0, EACH));
    if (this.#kept.size > KEYS) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

/** All a verdict depends on but headers: toolchain, command line, directory, the consumer's own files. */
export async function keyOf(
  { toolchain, command, directory, files }: CompileRequest,
  toolchainHash = '',
): Promise<string> {
  const own = files.map(({ path, text }) => [path, text]);
  return sha256(
    new TextEncoder().encode(JSON.stringify([toolchain, toolchainHash, command, directory, own])),
  );
}

/** Where digests of a stack's files come from; counted here where nobody has them. */
export interface DigestedFiles extends Pick<StackFiles, 'readFiles'> {
  /** sha256 by path, of those the stack has. */
  digests?(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, string>>;
}

/** Compiles what has not been compiled before; counts what it did. */
export class Compilations {
  compiled = 0;
  reused = 0;
  readonly #running = new Map<string, Promise<unknown>>();

  constructor(
    readonly compileNow: (request: CompileRequest, signal?: AbortSignal) => Promise<Verdict>,
    readonly files: DigestedFiles,
    readonly store: VerdictStore = new MemoryStore(),
    /** Digest of a toolchain's module, so that another build of it is another compiler. */
    readonly toolchainHash: (id: string) => string | undefined = () => undefined,
  ) {}

  /**
   * The verdict: a kept one where a closure is equal, else a new one. Requests that differ in headers alone wait for
   * one another, because they may turn out to be the same.
   * @throws what `compileNow` throws, or the signal's reason.
   */
  async verdictOf(
    request: CompileRequest,
    signal?: AbortSignal,
  ): Promise<{ verdict: Verdict; reused: boolean }> {
    const key = await keyOf(request, this.toolchainHash(request.toolchain));
    const before = this.#running.get(key) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(() => this.#verdict(key, request, signal));
    this.#running.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#running.get(key) === mine) this.#running.delete(key);
    }
  }

  async #verdict(
    key: string,
    request: CompileRequest,
    signal?: AbortSignal,
  ): Promise<{ verdict: Verdict; reused: boolean }> {
    signal?.throwIfAborted();
    const digests = this.#digests(request);
    const kept = await this.#lookUp(key, digests);
    if (kept) {
      this.reused++;
      return { verdict: kept, reused: true };
    }
    signal?.throwIfAborted();
    const verdict = await this.compileNow(request, signal);
    this.compiled++;
    await this.#keep(key, request, verdict, digests);
    return { verdict, reused: false };
  }

  /** The kept verdict of a request, if there is one; compiles nothing. */
  async known(request: CompileRequest): Promise<Verdict | undefined> {
    const key = await keyOf(request, this.toolchainHash(request.toolchain));
    return this.#lookUp(key, this.#digests(request));
  }

  /** Keeps a verdict that came about elsewhere. */
  async keep(request: CompileRequest, verdict: Verdict): Promise<void> {
    const key = await keyOf(request, this.toolchainHash(request.toolchain));
    await this.#keep(key, request, verdict, this.#digests(request));
  }

  async #lookUp(key: string, digests: Digests): Promise<Verdict | undefined> {
    for (const { closure, absent, verdict } of await this.store.get(key)) {
      if (await sameClosure(closure, absent, digests)) return verdict;
    }
    return undefined;
  }

  async #keep(key: string, request: CompileRequest, verdict: Verdict, digests: Digests): Promise<void> {
    const own = new Set(request.files.map(({ path }) => path));
    const paths = verdict.filesRead.filter((path) => !own.has(path));
    const found = await digests(paths);
    await this.store.put(key, {
      closure: Object.fromEntries(paths.map((path) => [path, found.get(path) ?? ''])),
      absent: verdict.filesAbsent,
      verdict,
    });
  }

  #digests(request: CompileRequest): Digests {
    const known = new Map<string, string>();
    const stack = stackOf(request);
    return async (paths) => {
      const wanted = paths.filter((path) => !known.has(path));
      if (this.files.digests) {
        for (const [path, digest] of await this.files.digests(stack, wanted)) known.set(path, digest);
        return known;
      }
      const files = await this.files.readFiles(stack, wanted);
      await Promise.all(
        [...files].map(async ([path, bytes]) => {
          known.set(path, await sha256(bytes));
        }),
      );
      return known;
    };
  }
}

type Digests = (paths: readonly string[]) => Promise<Map<string, string>>;

async function sameClosure(
  closure: Readonly<Record<string, string>>,
  absent: readonly string[],
  digests: Digests,
): Promise<boolean> {
  const found = await digests([...Object.keys(closure), ...absent]);
  return (
    Object.entries(closure).every(([path, digest]) => (found.get(path) ?? '') === digest) &&
    absent.every((path) => !found.has(path))
  );
}
