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
  readonly #turns = new Map<string, Turns>();
  /** The first verdict of a key, by which others of it are told apart before they are compiled. */
  readonly #references = new Map<string, Promise<StoredVerdict | undefined>>();

  constructor(
    readonly compileNow: (request: CompileRequest, signal?: AbortSignal) => Promise<Verdict>,
    readonly files: DigestedFiles,
    readonly store: VerdictStore = new MemoryStore(),
    /** Digest of a toolchain's module, so that another build of it is another compiler. */
    readonly toolchainHash: (id: string) => string | undefined = () => undefined,
  ) {}

  /**
   * The verdict: a kept one where a closure is equal, else a new one. Of requests asked for at a time those wait for
   * one another that may turn out to be the same.
   * @throws what `compileNow` throws, or the signal's reason.
   */
  async verdictOf(
    request: CompileRequest,
    signal?: AbortSignal,
  ): Promise<{ verdict: Verdict; reused: boolean }> {
    const key = await keyOf(request, this.toolchainHash(request.toolchain));
    const digests = this.#digests(request);
    for (;;) {
      const reference = await this.#reference(key);
      const branch = reference && (await branchOf(reference, digests));
      let turns = this.#turns.get(key);
      if (!turns) {
        turns = new Turns();
        this.#turns.set(key, turns);
      }
      // Without a verdict to go by one goes first, and the others look again when there is one.
      if (!reference && turns.waited) {
        await turns.ended();
        continue;
      }
      try {
        return await turns.take(branch, () => this.#verdict(key, request, digests, signal));
      } finally {
        if (!turns.waited) this.#turns.delete(key);
      }
    }
  }

  async #verdict(
    key: string,
    request: CompileRequest,
    digests: Digests,
    signal?: AbortSignal,
  ): Promise<{ verdict: Verdict; reused: boolean }> {
    signal?.throwIfAborted();
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

  #reference(key: string): Promise<StoredVerdict | undefined> {
    let reference = this.#references.get(key);
    if (!reference) {
      reference = this.store.get(key).then((kept) => {
        if (kept.length === 0) this.#references.delete(key);
        return kept.at(-1);
      });
      reference.catch(() => this.#references.delete(key));
      this.#references.set(key, reference);
      if (this.#references.size > KEYS) this.#references.delete(this.#references.keys().next().value!);
    }
    return reference;
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

/**
 * Where a compile leaves the way of an earlier one: at the first of its files, in the order they were opened, that has
 * another content. Compiles that leave it at different files, or with different contents, cannot have equal closures.
 * @returns undefined where that is not to be told, because a file is there that the earlier one looked for in vain.
 */
async function branchOf({ closure, absent }: StoredVerdict, digests: Digests): Promise<string | undefined> {
  const found = await digests([...Object.keys(closure), ...absent]);
  if (absent.some((path) => found.has(path))) return undefined;
  const other = Object.entries(closure).find(([path, digest]) => (found.get(path) ?? '') !== digest);
  return other ? `${other[0]} ${found.get(other[0]) ?? ''}` : 'the same';
}

/** Work on one key: of one branch one after another, of different branches side by side, of no known branch alone. */
class Turns {
  readonly #last = new Map<string | undefined, Promise<unknown>>();

  get waited(): boolean {
    return this.#last.size > 0;
  }

  /** Settled when all that is under way now has come to an end, whichever. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#last.values());
  }

  async take<T>(branch: string | undefined, work: () => Promise<T>): Promise<T> {
    const before =
      branch === undefined ? [...this.#last.values()] : [this.#last.get(branch), this.#last.get(undefined)];
    const mine = Promise.allSettled(before).then(work);
    this.#last.set(branch, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(branch) === mine) this.#last.delete(branch);
    }
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
