/** Puts a finished toolchain where the page and the command line find it, and writes its manifest. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type ModuleRef, ToolchainManifest } from '../src/compiler/index.ts';
import { encodePack, type FileTree, treeHash } from '../src/headers/index.ts';
import { generatedDirectory, placeBytes, placeFile, writeAtomically } from '../src/setup/generated.ts';
import { readToolchains, writeToolchainState } from '../src/setup/toolchains.ts';

export interface FinishedToolchain
  extends Omit<ToolchainManifest, 'format' | 'module' | 'fallback' | 'headers'> {
  /** Files on disk. */
  module: string;
  fallback?: string;
  /** The compiler's own headers at the paths it looks for them. */
  headers: FileTree;
}

/** True when modules of these digests stand staged, with their manifest and all the manifest names. */
export function isStaged(id: string, moduleSha256: string, fallbackSha256?: string): boolean {
  const directory = join(generatedDirectory, 'toolchains', id);
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) return false;
  const manifest = v.safeParse(ToolchainManifest, JSON.parse(readFileSync(file, 'utf8')));
  if (!manifest.success || manifest.output.module.sha256 !== moduleSha256) return false;
  const { module, fallback, headers } = manifest.output;
  if (fallback?.sha256 !== fallbackSha256) return false;
  const listed = readToolchains().toolchains.some(
    (other) => other.id === id && other.state === 'ready' && other.sha256 === moduleSha256,
  );
  return (
    listed &&
    [module, headers, ...(fallback ? [fallback] : [])].every(({ url }) => existsSync(join(directory, url)))
  );
}

/** Stages `toolchain` under `generated/toolchains/<id>/` and marks it ready. */
export async function stageToolchain(toolchain: FinishedToolchain): Promise<ToolchainManifest> {
  const { module, fallback, headers, ...facts } = toolchain;
  const directory = join(generatedDirectory, 'toolchains', toolchain.id);
  const placeModule = (file: string, stem: string): ModuleRef => placeFile(file, directory, stem, '.wasm');
  const manifest: ToolchainManifest = {
    format: 1,
    ...facts,
    module: placeModule(module, 'compiler'),
    ...(fallback !== undefined && existsSync(fallback) ? { fallback: placeModule(fallback, 'full') } : {}),
    headers: {
      ...placeBytes(await encodePack(headers), directory, 'headers', '.pack'),
      treeHash: await treeHash(headers),
    },
  };
  writeAtomically(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  writeToolchainState({
    id: toolchain.id,
    title: toolchain.title,
    state: 'ready',
    manifest: `toolchains/${toolchain.id}/manifest.json`,
    family: manifest.family,
    version: manifest.version,
    sha256: manifest.module.sha256,
  });
  return manifest;
}
