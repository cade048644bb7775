/**
 * A repro seen against the catalogue: which consumer it is of, which stops its timeline has, and what its header
 * stack becomes when another stop or libc is chosen.
 */
import type { CompileRequest } from '../../compiler/index.ts';
import {
  type Catalogue,
  type Consumer,
  type Snapshot,
  timelineWith,
  withOwnStops,
} from '../../headers/index.ts';
import { type ConsumerFile, plainHeaders, type Repro } from '../../repro/index.ts';

/** Equal for requests that must give the same verdict; the order of files is not part of it. */
export function requestKey(request: CompileRequest): string {
  const rest = [request.toolchain, request.headers, request.edits ?? [], request.directory, request.command];
  return JSON.stringify(rest) + filesKey(request.files);
}

/** Keys of lists of files, which may be large: the stops of a timeline share one list. */
const filesKeys = new WeakMap<readonly ConsumerFile[], string>();

function filesKey(files: readonly ConsumerFile[]): string {
  let key = filesKeys.get(files);
  if (key === undefined) {
    const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    key = JSON.stringify(sorted.map((file) => [file.path, file.text]));
    filesKeys.set(files, key);
  }
  return key;
}

export function consumerOf(repro: Repro, catalogue: Catalogue): Consumer | undefined {
  return catalogue.consumers.find((consumer) => consumer.id === repro.consumer.catalogue);
}

export function snapshotById(catalogue: Catalogue, id: string): Snapshot | undefined {
  return catalogue.snapshots.find((snapshot) => snapshot.id === id);
}

/**
 * The stops of a repro's timeline, in order, those it brings along behind what they were made of. A file of the reader's own gets those of the kernel: as a catalogue
 * consumer orders them (derived snapshots beside their base), else as the catalogue lists them.
 */
export function stopsOf(repro: Repro, catalogue: Catalogue): Snapshot[] {
  const ids = consumerOf(repro, catalogue)?.timeline ?? ownTimeline(repro, catalogue);
  const all = withOwnStops(catalogue, repro.stops);
  return timelineWith(ids, repro.stops)
    .map((id) => snapshotById(all, id))
    .filter((snapshot) => snapshot !== undefined);
}

function ownTimeline(repro: Repro, catalogue: Catalogue): string[] {
  const inStack = new Set(plainHeaders(repro).map((ref) => ref.id));
  const timelines = catalogue.consumers.map((consumer) => consumer.timeline);
  const matching = timelines.filter((timeline) => timeline.some((id) => inStack.has(id)));
  const longest = matching.sort((a, b) => b.length - a.length)[0];
  if (longest) return longest;
  return catalogue.snapshots.filter((snapshot) => snapshot.family === 'linux').map(({ id }) => id);
}

/** Where in the stack the timeline's stop stands, or -1. */
export function stopIndex(repro: Repro, stops: readonly Snapshot[]): number {
  return repro.headers.findIndex((ref) => stops.some((stop) => stop.id === ref.id));
}

export function withStop(repro: Repro, stops: readonly Snapshot[], id: string): Repro {
  const index = stopIndex(repro, stops);
  if (index < 0 || repro.headers[index]?.id === id) return repro;
  return { ...repro, headers: repro.headers.with(index, { id }) };
}

export function libcOptions(catalogue: Catalogue): Snapshot[] {
  return catalogue.snapshots.filter((snapshot) => snapshot.family === 'glibc');
}

export function libcIndex(repro: Repro, catalogue: Catalogue): number {
  return repro.headers.findIndex((ref) => snapshotById(catalogue, ref.id)?.family === 'glibc');
}

export function withLibc(repro: Repro, catalogue: Catalogue, id: string): Repro {
  const index = libcIndex(repro, catalogue);
  if (index < 0 || repro.headers[index]?.id === id) return repro;
  return { ...repro, headers: repro.headers.with(index, { id }) };
}

/** "Linux 5.10, nvlink2 removed" for a derived stop of the kernel, its own title for any other. */
export function fullTitle(snapshot: Snapshot, catalogue: Catalogue): string {
  const base = snapshot.derivedFrom && snapshotById(catalogue, snapshot.derivedFrom.id);
  return base && base.family !== 'demo' ? `${base.title}, ${snapshot.title}` : snapshot.title;
}

/** The file a repro compiles, as the editor's first tab: the catalogue's, else the first of the reader's own. */
export function mainFile(repro: Repro, catalogue: Catalogue): string | undefined {
  return consumerOf(repro, catalogue)?.file ?? repro.consumer.files[0]?.path;
}
