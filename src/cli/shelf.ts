/** What has been built for this checkout, from disk: catalogue, toolchains, header trees, the C grammar. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import { ToolchainList, ToolchainManifest, type ToolchainState } from '../compiler/index.ts';
import {
  type Catalogue,
  type CGrammar,
  type FileTree,
  layStack,
  linkDefaults,
  loadSnapshot,
  openGrammar,
  parseCatalogue,
} from '../headers/index.ts';
import type { LinkContext, Present } from '../repro/index.ts';
import { CannotError } from './exit.ts';

export class Shelf {
  readonly catalogue: Catalogue;
  readonly toolchains: readonly ToolchainState[];

  /**
   * @param directory the folder `generated/`.
   * @throws {CannotError} when nothing has been built there.
   */
  constructor(readonly directory: string) {
    this.catalogue = this.#read('catalogue.json', parseCatalogue);
    this.toolchains = this.#read('toolchains.json', (json) => v.parse(ToolchainList, json)).toolchains;
  }

  /** Undefined for a toolchain that is not ready. */
  manifest(id: string): ToolchainManifest | undefined {
    const ready = this.toolchains.find((toolchain) => toolchain.id === id && toolchain.state === 'ready');
    if (!ready) return undefined;
    return this.#read(`toolchains/${id}/manifest.json`, (json) => v.parse(ToolchainManifest, json));
  }

  /** Ready toolchains and all snapshots, with their hashes. */
  present(): Present {
    return {
      toolchains: this.toolchains.flatMap(({ id }) => {
        const hash = this.manifest(id)?.module.sha256;
        return hash === undefined ? [] : [{ id, hash }];
      }),
      snapshots: this.catalogue.snapshots.map(({ id, treeHash }) => ({ id, hash: treeHash })),
    };
  }

  /** The trees of snapshots, by id. */
  async trees(ids: readonly string[]): Promise<Map<string, FileTree>> {
    const fetchBytes = (url: string) => readFile(join(this.directory, url));
    return new Map(
      await Promise.all(
        ids.map(async (id) => [id, await loadSnapshot(this.catalogue, id, { fetchBytes })] as const),
      ),
    );
  }

  /** One tree of a stack, without the compiler's own headers. */
  async stack(ids: readonly string[]): Promise<FileTree> {
    return layStack(this.catalogue, ids, await this.trees(ids));
  }

  grammar(): Promise<CGrammar> {
    const require = createRequire(import.meta.url);
    return openGrammar({
      runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
      grammar: readFileSync(require.resolve('tree-sitter-c/tree-sitter-c.wasm')),
    });
  }

  linkContext(): LinkContext {
    return {
      defaults: (consumer) => linkDefaults(this.catalogue, consumer),
      original: async (_consumer, path, headers) => {
        const bytes = (await this.stack(headers.map(({ id }) => id))).get(path);
        return bytes && new TextDecoder().decode(bytes);
      },
    };
  }

  #read<T>(name: string, parse: (json: unknown) => T): T {
    try {
      return parse(JSON.parse(readFileSync(join(this.directory, name), 'utf8')));
    } catch (cause) {
      throw new CannotError(
        `${join(this.directory, name)} cannot be read: compilers and headers are not set up.`,
        'Run `npm start` in the checkout once; it fetches and builds what is missing.',
        { cause },
      );
    }
  }
}
