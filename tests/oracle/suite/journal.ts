/**
 * What was found of each case, kept in the cache: a run that was stopped goes on where it was, and a larger share of
 * a corpus begins with what a smaller one found. A case counts as the same one while its module, native compiler,
 * headers, arguments and text are.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../src/setup/index.ts';
import { catalogue } from '../laid.ts';
import type { NativeCompiler } from '../native.ts';
import type { Batch, Corpus, OracleCase } from './case.ts';
import type { Closure, Contents } from './closure.ts';
import type { Finding } from './run.ts';
import type { Built } from './subjects.ts';

/** What is known of a case: nothing to report when `finding` is absent. */
export interface Answer {
  finding?: Finding;
  /** What was looked for, where that is known and the two sides were equal. */
  closure?: Closure;
  /** Taken from another case, of which it is the compile over again. */
  again?: true;
}

/** Names of a case: in its tree, and in any. */
export interface Keys {
  own: string;
  anywhere: string;
}

interface Line extends Answer {
  key: string;
  anywhere?: string;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}

export class Journal {
  readonly #known = new Map<string, Answer>();
  /** By the name a case has in any tree. */
  readonly #closures = new Map<string, Closure[]>();
  readonly #compilers: string;
  readonly #trees: ReadonlyMap<string, string>;

  private constructor(
    readonly file: string | undefined,
    built: Built,
    native: NativeCompiler,
  ) {
    this.#compilers = `${built.sha256} ${native.title}`;
    this.#trees = new Map(
      catalogue().snapshots.map(({ id, treeHash, targets }) => [
        id,
        targets?.[built.target]?.treeHash ?? treeHash,
      ]),
    );
    const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    for (const line of lines) {
      try {
        this.#learn(JSON.parse(line) as Line);
      } catch {
        // Empty, or half a line of a run that was killed.
      }
    }
  }

  /** @param kept whether it takes what an earlier run found for granted, and keeps what this one finds. */
  static async of(built: Built, native: NativeCompiler, corpus: Corpus, kept: boolean): Promise<Journal> {
    const file = join(await cacheFolder('oracle'), `${built.id}-${corpus.id}.jsonl`);
    return new Journal(kept ? file : undefined, built, native);
  }

  #learn({ key, anywhere, ...answer }: Line): void {
    this.#known.set(key, answer);
    if (anywhere === undefined || !answer.closure || answer.again) return;
    this.#closures.set(anywhere, [...(this.#closures.get(anywhere) ?? []), answer.closure]);
  }

  keysOf(batch: Batch, one: OracleCase): Keys {
    const trees = batch.headers.map((id) => this.#trees.get(id));
    const { name, args, directory, env, text } = one;
    return {
      own: digest([this.#compilers, trees, name, args, directory, env, text]),
      anywhere: digest([this.#compilers, args, directory, env, text]),
    };
  }

  get({ own }: Keys): Answer | undefined {
    return this.#known.get(own);
  }

  /** Whether the case has been seen equal in another tree that is the same to it. */
  isAgain({ anywhere }: Keys, contents: Contents): boolean {
    const closures = this.#closures.get(anywhere) ?? [];
    return closures.some(({ paths, digest }) => contents.digest(paths) === digest);
  }

  add({ own, anywhere }: Keys, answer: Answer): void {
    const line: Line = { key: own, anywhere, ...answer };
    this.#learn(line);
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }
}
