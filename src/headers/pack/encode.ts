import { diffArrays } from 'diff';
import { gzipSync } from 'fflate';
import { bytesToText } from '../bytes.ts';
import type { FileTree } from '../tree.ts';
import {
  DEFAULT_LIMITS,
  fileAndFolder,
  lineEnds,
  PackCorrupt,
  type PackEntry,
  type PackTable,
  pathFault,
} from './format.ts';

/** Beyond this many changed lines a file is stored whole: the comparison would take longer than it saves. */
const MOST_EDITS = 4000;

function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

const decoder = new TextDecoder('latin1');

/** A string for each content; different bytes give different strings. */
function key(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function linesOf(bytes: Uint8Array): string[] {
  const text = bytesToText(bytes);
  let start = 0;
  return lineEnds(bytes).map((end) => {
    const line = text.slice(start, end);
    start = end;
    return line;
  });
}

interface Changed {
  steps: number[];
  inserted: Uint8Array[];
  size: number;
}

function changedLines(base: Uint8Array, now: Uint8Array): Changed | undefined {
  const before = linesOf(base);
  const after = linesOf(now);
  const changes = diffArrays(before, after, { maxEditLength: MOST_EDITS });
  if (!changes) return undefined;
  const ends = lineEnds(now);
  const steps: number[] = [];
  const inserted: Uint8Array[] = [];
  let line = 0;
  let step: [number, number, number] = [0, 0, 0];
  const flush = () => {
    if (step.some((value) => value > 0)) steps.push(...step);
    step = [0, 0, 0];
  };
  for (const change of changes) {
    const count = change.value.length;
    if (change.removed) {
      // An insertion or a copy before a left-out line ends a step.
      if (step[1] > 0 || step[2] > 0) flush();
      step[0] += count;
    } else if (change.added) {
      const from = line === 0 ? 0 : ends[line - 1]!;
      line += count;
      const text = now.subarray(from, ends[line - 1]!);
      inserted.push(text);
      step[2] += text.length;
    } else {
      if (step[2] > 0) flush();
      step[1] += count;
      line += count;
    }
  }
  flush();
  return { steps, inserted, size: inserted.reduce((sum, text) => sum + text.length, 0) + steps.length * 3 };
}

/**
 * The pack of `tree`, told against `base` when one is given. The same input gives the same bytes on every system.
 * @throws {PackCorrupt} when the tree breaks a rule every pack keeps (paths, sizes, counts).
 */
export function encodePack(tree: FileTree, base?: FileTree): Uint8Array {
  const paths = [...tree.keys()].sort();
  for (const path of paths) {
    const fault = pathFault(path);
    if (fault) throw new PackCorrupt(`${path} ${fault}`);
  }
  const both = fileAndFolder(paths);
  if (both) throw new PackCorrupt(`${both} is a file and a folder`);
  if (paths.length > DEFAULT_LIMITS.files) throw new PackCorrupt(`${paths.length} files are too many`);

  const entries: PackEntry[] = [];
  const parts: Uint8Array[] = [];
  const told = new Map<string, string>();
  const baseByContent = new Map<string, string>();
  for (const [path, bytes] of base ?? []) baseByContent.set(key(bytes), path);
  // What has an entry already stands for its new content when a later entry names it.
  const rewritten = new Set<string>();
  for (const path of paths) {
    const bytes = tree.get(path)!;
    const before = base?.get(path);
    if (before && equal(before, bytes)) continue;
    const content = key(bytes);
    const inBase = baseByContent.get(content);
    const same = told.get(content) ?? (inBase !== undefined && !rewritten.has(inBase) ? inBase : undefined);
    rewritten.add(path);
    if (same !== undefined && bytes.length > 0) {
      entries.push(['same', path, same]);
      continue;
    }
    told.set(content, path);
    const changed = before && changedLines(before, bytes);
    if (changed && changed.size < bytes.length * 0.8) {
      entries.push(['lines', path, changed.steps]);
      parts.push(...changed.inserted);
    } else {
      entries.push(['file', path, bytes.length]);
      parts.push(bytes);
    }
  }
  const removed = base ? [...base.keys()].filter((path) => !tree.has(path)).sort() : [];
  const table: PackTable = { format: 1, delta: base !== undefined, entries, removed };
  const head = new TextEncoder().encode(JSON.stringify(table));
  const payload = new Uint8Array(4 + head.length + parts.reduce((sum, part) => sum + part.length, 0));
  new DataView(payload.buffer).setUint32(0, head.length, true);
  payload.set(head, 4);
  let at = 4 + head.length;
  for (const part of parts) {
    payload.set(part, at);
    at += part.length;
  }
  return gzipSync(payload, { level: 9, mtime: 0 });
}
