/** Toolchains by id: manifest, module and own headers, fetched once; one that failed is fetched again. */
import * as v from 'valibot';
import { decodePack, type FileTree, PackCorrupt, treeHash } from '../headers/index.ts';
import { RuntimeFailure } from './failure.ts';
import { type ModuleRef, ToolchainManifest } from './manifest.ts';
import type { Progress } from './request.ts';
import { type Fetcher, NotThere } from './wasi/fetcher.ts';
import type { CompilerModule } from './wasi/module.ts';
import { moduleCorrupt, moduleMissing } from './wasi/module-failures.ts';

export interface Toolchain {
  manifest: ToolchainManifest;
  module: CompilerModule;
  /** The compiler's own headers. */
  headers: FileTree;
  /** The whole compiler, where `module` is one that only checks syntax. */
  fallback: (() => Promise<CompilerModule>) | undefined;
}

export class Toolchains {
  readonly #fetcher: Fetcher;
  readonly #loads = new Map<string, Promise<Toolchain>>();

  constructor(fetcher: Fetcher) {
    this.#fetcher = fetcher;
  }

  /** @throws {RuntimeFailure} `module-missing`, `module-corrupt`, `headers-missing`, `headers-corrupt`. */
  get(id: string, onProgress: (progress: Progress) => void): Promise<Toolchain> {
    let toolchain = this.#loads.get(id);
    if (!toolchain) {
      toolchain = this.#load(id, onProgress);
      toolchain.catch(() => this.#loads.delete(id));
      this.#loads.set(id, toolchain);
    }
    return toolchain;
  }

  /** Fetches it anew next time. */
  forget(id: string): void {
    this.#loads.delete(id);
  }

  async #load(id: string, onProgress: (progress: Progress) => void): Promise<Toolchain> {
    const folder = `toolchains/${encodeURIComponent(id)}/`;
    const manifest = await this.#manifest(id, folder);
    const fetchModule = (ref: ModuleRef, what: string) =>
      this.#fetcher.module(folder + ref.url, ref, {
        what,
        onBytes: (loaded) => onProgress({ step: 'fetching', what, loaded, total: ref.size }),
      });
    const [module, headers] = await Promise.all([
      fetchModule(manifest.module, manifest.title),
      this.#headers(manifest, folder),
    ]);
    const whole = manifest.fallback;
    let fallback: Promise<CompilerModule> | undefined;
    return {
      manifest,
      module,
      headers,
      fallback: whole
        ? () => {
            fallback ??= fetchModule(whole, `the whole ${manifest.title}`).catch((error: unknown) => {
              fallback = undefined;
              throw error;
            });
            return fallback;
          }
        : undefined,
    };
  }

  async #manifest(id: string, folder: string): Promise<ToolchainManifest> {
    try {
      return v.parse(ToolchainManifest, await this.#fetcher.json(`${folder}manifest.json`));
    } catch (error) {
      if (error instanceof NotThere) throw moduleMissing(`The toolchain ${id}`, error.message);
      throw moduleCorrupt(`The manifest of ${id}`, 'it cannot be read', error);
    }
  }

  async #headers({ title, headers }: ToolchainManifest, folder: string): Promise<FileTree> {
    const what = `the headers of ${title}`;
    const corrupt = (why: string, cause?: unknown) =>
      new RuntimeFailure(
        'headers-corrupt',
        `The headers of ${title} arrived damaged: ${why}.`,
        'Reload without the cache (Ctrl+Shift+R).',
        { cause },
      );
    let tree: FileTree;
    try {
      tree = await decodePack(await this.#fetcher.bytes(folder + headers.url, { what }));
    } catch (error) {
      if (error instanceof PackCorrupt) throw corrupt(error.message, error);
      if (!(error instanceof NotThere)) throw error;
      throw new RuntimeFailure(
        'headers-missing',
        `The headers of ${title} could not be fetched: ${error.message}.`,
        'Choose another compiler, or try again when the site can be reached.',
        { cause: error },
      );
    }
    if ((await treeHash(tree)) !== headers.treeHash) throw corrupt('their hash is wrong');
    return tree;
  }
}
