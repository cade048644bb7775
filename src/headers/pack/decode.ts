import * as v from 'valibot';
import type { FileTree } from '../tree.ts';
import {
  DEFAULT_LIMITS,
  fileAndFolder,
  lineEnds,
  PackCorrupt,
  type PackLimits,
  PackTable,
  pathFault,
} from './format.ts';

/** Unzips, stopping as soon as more than `limit` bytes come out. */
async function unzip(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) throw new PackCorrupt(`it unpacks to more than ${limit} bytes`);
      chunks.push(value);
    }
  } catch (cause) {
    await reader.cancel().catch(() => {});
    if (cause instanceof PackCorrupt) throw cause;
    throw new PackCorrupt('it is not gzip, or cut off', { cause });
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function readTable(payload: Uint8Array): { table: PackTable; start: number } {
  if (payload.length < 4) throw new PackCorrupt('it is too short');
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
  if (length > payload.length - 4) throw new PackCorrupt('its table is cut off');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload.subarray(4, 4 + length));
    return { table: v.parse(PackTable, JSON.parse(text)), start: 4 + length };
  } catch (cause) {
    throw new PackCorrupt('its table cannot be read', { cause });
  }
}

/**
 * The tree of a pack; a delta needs the tree it was told against. Files are views of one unpacked buffer where
 * they can be: treat them as read-only.
 * @throws {PackCorrupt} when the bytes break the format or a limit, or belong to another base.
 */
export async function decodePack(
  bytes: Uint8Array,
  base?: FileTree,
  limits: PackLimits = DEFAULT_LIMITS,
): Promise<FileTree> {
  const payload = await unzip(bytes, limits.bytes);
  const { table, start } = readTable(payload);
  if (table.delta && !base) throw new PackCorrupt('it is a delta, and its base is not given');
  if (table.entries.length + (table.delta ? base!.size : 0) > limits.files) {
    throw new PackCorrupt(`it has more than ${limits.files} files`);
  }
  const tree = new Map<string, Uint8Array>(table.delta ? base : []);
  for (const path of table.removed) {
    if (!tree.delete(path)) throw new PackCorrupt(`it takes away ${path}, which its base does not have`);
  }
  const told = new Set<string>();
  let at = start;
  let size = 0;
  const take = (length: number): Uint8Array => {
    if (length > payload.length - at) throw new PackCorrupt('its files are cut off');
    at += length;
    return payload.subarray(at - length, at);
  };
  const grow = (length: number): void => {
    size += length;
    if (size > limits.bytes) throw new PackCorrupt(`it unpacks to more than ${limits.bytes} bytes`);
  };
  const changed = (path: string, steps: number[]): Uint8Array => {
    const before = table.delta ? base!.get(path) : undefined;
    if (!before) throw new PackCorrupt(`it changes ${path}, which its base does not have`);
    if (steps.length % 3 !== 0) throw new PackCorrupt(`the steps for ${path} are cut off`);
    const ends = lineEnds(before);
    const startOf = (line: number) => (line === 0 ? 0 : ends[line - 1]!);
    const pieces: Uint8Array[] = [];
    let line = 0;
    for (let index = 0; index < steps.length; index += 3) {
      const first = line + steps[index]!;
      line = first + steps[index + 1]!;
      if (line > ends.length) throw new PackCorrupt(`the steps for ${path} leave its base`);
      pieces.push(before.subarray(startOf(first), startOf(line)), take(steps[index + 2]!));
    }
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    grow(length);
    const after = new Uint8Array(length);
    let to = 0;
    for (const piece of pieces) {
      after.set(piece, to);
      to += piece.length;
    }
    return after;
  };
  for (const entry of table.entries) {
    const path = entry[1];
    const fault = pathFault(path);
    if (fault) throw new PackCorrupt(`the path ${JSON.stringify(path)} ${fault}`);
    if (told.has(path)) throw new PackCorrupt(`it has ${path} twice`);
    if (entry[0] === 'file') {
      grow(entry[2]);
      tree.set(path, take(entry[2]));
    } else if (entry[0] === 'lines') {
      tree.set(path, changed(path, entry[2]));
    } else {
      const other = told.has(entry[2]) ? tree.get(entry[2]) : table.delta ? base!.get(entry[2]) : undefined;
      if (!other) throw new PackCorrupt(`${path} is to be the same as ${entry[2]}, which is not there`);
      tree.set(path, other);
    }
    told.add(path);
  }
  if (at !== payload.length) throw new PackCorrupt('it has bytes that belong to no file');
  const both = fileAndFolder(tree.keys());
  if (both) throw new PackCorrupt(`${both} is a file and a folder`);
  return tree;
}
