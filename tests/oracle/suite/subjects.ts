/** The GCCs that can be held to their native selves here: built, staged, and of a version Debian has native. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ToolchainManifest } from '../../../src/compiler/index.ts';
import { generatedDirectory } from '../../../src/setup/generated.ts';
import { readToolchains } from '../../../src/setup/toolchains.ts';
import { nativeVersions } from '../native.ts';
import type { Subject } from './case.ts';

export interface BuiltGcc extends Subject {
  title: string;
  /** The module the page runs. */
  module: WebAssembly.Module;
}

export function builtVersions(): string[] {
  const ready = readToolchains().toolchains.filter(({ state }) => state === 'ready');
  return nativeVersions.filter((version) => ready.some(({ id }) => id === `gcc-${version}`));
}

export async function builtGcc(version: string): Promise<BuiltGcc> {
  const id = `gcc-${version}`;
  const directory = join(generatedDirectory, 'toolchains', id);
  const text = readFileSync(join(directory, 'manifest.json'), 'utf8');
  const manifest = v.parse(ToolchainManifest, JSON.parse(text));
  const module = await WebAssembly.compile(readFileSync(join(directory, manifest.module.url)));
  return { id, version: manifest.version, title: manifest.title, module };
}
