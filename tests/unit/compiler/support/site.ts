/** A small `generated/` folder on disk, with the toolchains and header trees a test wants. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseTar } from 'nanotar';
import type { ToolchainManifest } from '../../../../src/compiler/index.ts';
import { type Catalogue, encodePack, type FileTree, treeHash } from '../../../../src/headers/index.ts';

export interface SiteToolchain {
  id: string;
  family: 'gcc' | 'clang';
  title: string;
  version: [number, number, number];
  versionText: string;
  module: Uint8Array;
  fallback?: Uint8Array;
  headers?: FileTree;
  resourceDirectory?: string;
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const encode = (text: string) => new TextEncoder().encode(text);

export const treeOf = (files: Record<string, string>): FileTree =>
  new Map(Object.entries(files).map(([path, text]) => [path, encode(text)]));

/** @returns the folder's URL, with its slash. */
export async function buildSite(
  directory: string,
  toolchains: SiteToolchain[],
  snapshots: Record<string, FileTree>,
): Promise<URL> {
  const place = (folder: string, name: string, bytes: Uint8Array) => {
    mkdirSync(join(directory, folder), { recursive: true });
    writeFileSync(join(directory, folder, name), bytes);
    return { url: name, size: bytes.length, sha256: hash(bytes) };
  };
  for (const { module, fallback, headers = treeOf({ '/none.h': '' }), ...facts } of toolchains) {
    const folder = `toolchains/${facts.id}`;
    const manifest: ToolchainManifest = {
      format: 1,
      ...facts,
      target: 'x86_64-linux-gnu',
      module: place(folder, 'module.wasm', module),
      ...(fallback ? { fallback: place(folder, 'full.wasm', fallback) } : {}),
      headers: {
        ...place(folder, 'headers.pack', await encodePack(headers)),
        treeHash: await treeHash(headers),
      },
      packages: [],
    };
    writeFileSync(join(directory, folder, 'manifest.json'), JSON.stringify(manifest));
  }
  const catalogue: Catalogue = { format: 1, snapshots: [], consumers: [] };
  for (const [id, tree] of Object.entries(snapshots)) {
    const pack = place('snapshots', `${id}.pack`, await encodePack(tree));
    catalogue.snapshots.push({
      id,
      title: id,
      family: id.startsWith('linux') ? 'linux' : id.startsWith('glibc') ? 'glibc' : 'demo',
      treeHash: await treeHash(tree),
      files: tree.size,
      bytes: [...tree.values()].reduce((sum, { length }) => sum + length, 0),
      pack: { ...pack, url: `snapshots/${pack.url}` },
      packages: [],
    });
  }
  writeFileSync(join(directory, 'catalogue.json'), JSON.stringify(catalogue));
  return pathToFileURL(`${directory}/`);
}

/** The Clang that npm installs. */
export function installedClang(): SiteToolchain {
  const directory = dirname(dirname(createRequire(import.meta.url).resolve('@yowasp/clang')));
  const resourceDirectory = '/usr/lib/llvm-22/lib/clang/22';
  const headers = new Map<string, Uint8Array>();
  for (const entry of parseTar(readFileSync(join(directory, 'gen/llvm-resources.tar')))) {
    if (
      entry.data &&
      /^include\/(std|__std|limits|float|arm_|x86|[a-z]*mmintrin)[^/]*\.h$/.test(entry.name)
    ) {
      headers.set(`${resourceDirectory}/${entry.name}`, entry.data);
    }
  }
  return {
    id: 'clang-22',
    family: 'clang',
    title: 'Clang 22',
    version: [22, 0, 0],
    versionText: 'clang version 22',
    module: new Uint8Array(readFileSync(join(directory, 'gen/llvm.core.wasm'))),
    headers,
    resourceDirectory,
  };
}
