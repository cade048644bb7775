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
import type { Finding } from './run.ts';
import type { BuiltGcc } from './subjects.ts';

/** What is known of a case: nothing to report when `finding` is absent. */
export interface Answer {
  finding?: Finding;
}

interface Line extends Answer {
  key: string;
}

export class Journal {
  readonly #known = new Map<string, Answer>();
  readonly #compilers: string;
  readonly #trees = new Map(catalogue().snapshots.map(({ id, treeHash }) => [id, treeHash]));

  private constructor(
    readonly file: string,
    built: BuiltGcc,
    native: NativeCompiler,
  ) {
    this.#compilers = `${built.sha256} ${native.title}`;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    for (const line of lines) {
      try {
        const { key, ...answer } = JSON.parse(line) as Line;
        this.#known.set(key, answer);
      } catch {
        // Empty, or half a line of a run that was killed.
      }
    }
  }

  static async of(built: BuiltGcc, native: NativeCompiler, corpus: Corpus): Promise<Journal> {
    return new Journal(join(await cacheFolder('oracle'), `${built.id}-${corpus.id}.jsonl`), built, native);
  }

  keyOf(batch: Batch, one: OracleCase): string {
    const trees = batch.headers.map((id) => this.#trees.get(id));
    const { name, args, directory, env, text } = one;
    return createHash('sha256')
      .update(JSON.stringify([this.#compilers, trees, name, args, directory, env, text]))
      .digest('hex')
      .slice(0, 24);
  }

  get(key: string): Answer | undefined {
    return this.#known.get(key);
  }

  add(key: string, answer: Answer): void {
    this.#known.set(key, answer);
    appendFileSync(this.file, `${JSON.stringify({ key, ...answer } satisfies Line)}\n`);
  }
}
