/** The compilers that can be held to their native selves here: built, staged, and of a version Debian has native. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ToolchainManifest, toolchainFamily } from '../../../src/compiler/index.ts';
import { toolchainTarget } from '../../../src/repro/index.ts';
import { generatedDirectory } from '../../../src/setup/generated.ts';
import { readToolchains } from '../../../src/setup/toolchains.ts';
import { nativeToolchains } from '../native.ts';
import type { Subject } from './case.ts';

export interface Built extends Subject {
  /** Of the module the page runs. */
  sha256: string;
  module: WebAssembly.Module;
}

/** The toolchain a subject is: Clang is one for all targets. */
export function toolchainOf(id: string): string {
  return id.startsWith('clang') ? toolchainFamily(id) : id;
}

/** Ids, in the order of `nativeToolchains`. */
export function builtToolchains(): string[] {
  const ready = readToolchains().toolchains.filter(({ state }) => state === 'ready');
  return nativeToolchains.filter((native) => ready.some(({ id }) => id === toolchainOf(native)));
}

export async function builtToolchain(id: string): Promise<Built> {
  const directory = join(generatedDirectory, 'toolchains', toolchainOf(id));
  const text = readFileSync(join(directory, 'manifest.json'), 'utf8');
  const manifest = v.parse(ToolchainManifest, JSON.parse(text));
  const bytes = readFileSync(join(directory, manifest.module.url));
  return {
    id,
    family: manifest.family,
    resourceDirectory: manifest.resourceDirectory,
    version: manifest.version,
    target: toolchainTarget(id),
    module: await WebAssembly.compile(bytes),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
