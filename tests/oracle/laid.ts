/** The tree a WASI compile saw, laid on disk for native compilers, and the service that made the compile. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import {
  type CompileRequest,
  type CompilerService,
  stackOf,
  ToolchainList,
  ToolchainManifest,
} from '../../src/compiler/index.ts';
import { nodeCompiler } from '../../src/compiler/node.ts';
import {
  type Catalogue,
  type Consumer,
  commandOf,
  decodePack,
  parseCatalogue,
} from '../../src/headers/index.ts';
import { generatedDirectory } from '../../src/setup/generated.ts';
import { materialise } from '../../src/setup/trees.ts';

export function wasiCompilers(): CompilerService {
  return nodeCompiler(pathToFileURL(`${generatedDirectory}/`));
}

export function catalogue(): Catalogue {
  return parseCatalogue(JSON.parse(readFileSync(join(generatedDirectory, 'catalogue.json'), 'utf8')));
}

/** Ids of the toolchains that are built here, GCC 8.3.1 and Clang first. */
export function readyToolchains(): string[] {
  const list = v.parse(
    ToolchainList,
    JSON.parse(readFileSync(join(generatedDirectory, 'toolchains.json'), 'utf8')),
  );
  const ready = list.toolchains.filter(({ state }) => state === 'ready').map(({ id }) => id);
  const first = ['gcc-8.3.1', 'clang-22'];
  return [...first.filter((id) => ready.includes(id)), ...ready.filter((id) => !first.includes(id))];
}

/** @throws {Error} when the catalogue has no such consumer. */
export function consumer(id: string): Consumer {
  const found = catalogue().consumers.find((one) => one.id === id);
  if (!found) throw new Error(`The catalogue has no consumer ${id}: run \`npm test\`, which makes it.`);
  return found;
}

/** The request of a catalogue consumer at a stop of its timeline. */
export function requestAt(subject: Consumer, stop: string, toolchain: string): CompileRequest {
  const headers = subject.headers.map((id) => (subject.timeline.includes(id) ? stop : id));
  return {
    toolchain,
    headers,
    files: [],
    command: commandOf(subject, toolchain),
    directory: subject.directory,
  };
}

/** Where a consumer compiles by itself: its stack, but for a derived snapshot the one that was derived from. */
export function ownStop(subject: Consumer): string {
  const stop = subject.headers.find((id) => subject.timeline.includes(id)) ?? subject.timeline[0]!;
  return catalogue().snapshots.find(({ id }) => id === stop)?.derivedFrom?.id ?? stop;
}

/** Lays the stack and the toolchain's own headers on disk. Remove it with `removeTree`. */
export async function layTree(service: CompilerService, request: CompileRequest): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'undeclared-tree-'));
  const tree = new Map<string, Uint8Array>();
  const stack = stackOf(request);
  const paths = await service.listFiles(stack);
  for (const [path, content] of await service.readFiles(stack, paths)) {
    tree.set(path, content);
  }
  const directory = join(generatedDirectory, 'toolchains', request.toolchain);
  const manifest = v.parse(
    ToolchainManifest,
    JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')),
  );
  for (const [path, bytes] of await decodePack(readFileSync(join(directory, manifest.headers.url))))
    tree.set(path, bytes);
  for (const { path, text } of request.files) tree.set(path, new TextEncoder().encode(text));
  await materialise(tree, root);
  mkdirSync(join(root, request.directory), { recursive: true });
  return root;
}

export function removeTree(root: string): void {
  rmSync(root, { recursive: true, force: true });
}
