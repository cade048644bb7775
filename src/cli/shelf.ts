/** What has been built for this checkout, from disk: catalogue, toolchains, header stacks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import {
  type HeaderStack,
  linkContextOf,
  type Site,
  type StackReader,
  ToolchainList,
  type ToolchainState,
} from '../compiler/index.ts';
// biome-ignore lint/style/noRestrictedImports: compiler's second face, the one for Node.
import { nodeCompiler } from '../compiler/node.ts';
import { type Catalogue, parseCatalogue } from '../headers/index.ts';
import type { LinkContext } from '../repro/index.ts';
import { CannotError } from './exit.ts';

export class Shelf implements Site, StackReader {
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

  /** Those of `paths` that a header stack has, without the compiler's own headers. */
  readFiles(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    return nodeCompiler(pathToFileURL(`${this.directory}/`)).readFiles(stack, paths);
  }

  linkContext(): LinkContext {
    return linkContextOf(this.catalogue, this);
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
