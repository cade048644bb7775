/** The GCCs that can be held to their native selves here: built, staged, and of a version Debian has native. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ToolchainManifest } from '../../../src/compiler/index.ts';
import { generatedDirectory } from '../../../src/setup/generated.ts';
import { readToolchains } from '../../../src/setup/toolchains.ts';
import { nativeToolchains } from '../native.ts';
import type { Subject } from './case.ts';

export interface BuiltGcc extends Subject {
  /** Of the module the page runs. */
  sha256: string;
  module: WebAssembly.Module;
}

/** Ids, oldest first. */
export function builtToolchains(): string[] {
  const ready = readToolchains().toolchains.filter(({ state }) => state === 'ready');
  return nativeToolchains.filter((native) => ready.some(({ id }) => id === native));
}

export async function builtGcc(id: string): Promise<BuiltGcc> {
  const directory = join(generatedDirectory, 'toolchains', id);
  const text = readFileSync(join(directory, 'manifest.json'), 'utf8');
  const manifest = v.parse(ToolchainManifest, JSON.parse(text));
  const bytes = readFileSync(join(directory, manifest.module.url));
  return {
    id,
    version: manifest.version,
    target: manifest.target,
    module: await WebAssembly.compile(bytes),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
