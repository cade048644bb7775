import type { Catalogue, Snapshot } from './catalogue.ts';
import { decodePack, PackCorrupt } from './pack.ts';
import { type FileTree, treeHash } from './tree.ts';

/** A snapshot came, but is not what the catalogue says it is. */
export class SnapshotCorrupt extends Error {
  override name = 'SnapshotCorrupt';
  constructor(
    readonly snapshot: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A snapshot cannot be had: not in the catalogue, or its pack did not come. */
export class SnapshotUnavailable extends Error {
  override name = 'SnapshotUnavailable';
  constructor(
    readonly snapshot: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Bytes on the wire of one snapshot's pack. */
export interface LoadProgress {
  snapshot: string;
  /** For people. */
  title: string;
  loaded: number;
  total: number;
}

export interface LoadOptions {
  /** Folder of the catalogue, with a slash at its end; packs are fetched from below it. */
  baseUrl?: string | URL;
  /** How to get a pack instead, e.g. from disk: `url` is the pack's, relative to the catalogue. */
  fetchBytes?: (url: string, signal: AbortSignal, onBytes: (loaded: number) => void) => Promise<Uint8Array>;
  onProgress?: (progress: LoadProgress) => void;
  /** Triplet of the machine the headers are for; x86-64 when not given. */
  target?: string | undefined;
  /** Gives up waiting; the load itself stops when nobody waits for it any more. */
  signal?: AbortSignal;
}

interface Loading {
  tree: Promise<FileTree>;
  stop: AbortController;
  waiting: number;
  listeners: Set<(progress: LoadProgress) => void>;
  settled: boolean;
}

/** A load that failed is dropped, so that the next call tries again. */
const loads = new WeakMap<Catalogue, Map<string, Loading>>();

export function snapshotOf(catalogue: Catalogue, id: string): Snapshot {
  const found = catalogue.snapshots.find((snapshot) => snapshot.id === id);
  if (!found) {
    throw new SnapshotUnavailable(id, `There is no snapshot called ${id} in the catalogue of this site.`);
  }
  return found;
}

/** The snapshot with tree, pack and packages as they are for a target; as it is where it has none for that. */
export function snapshotFor(snapshot: Snapshot, target: string | undefined): Snapshot {
  const own = target === undefined ? undefined : snapshot.targets?.[target];
  if (!own) return snapshot;
  const { notice: _, ...common } = snapshot;
  const notice = [snapshot.notice, own.notice].filter(Boolean).join(' ');
  return { ...common, ...own, ...(notice ? { notice } : {}) };
}

async function fetchPack(
  snapshot: Snapshot,
  baseUrl: string | URL,
  signal: AbortSignal,
  onBytes: (loaded: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(new URL(snapshot.pack.url, baseUrl), { signal });
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
  const bytes = new Uint8Array(snapshot.pack.size);
  const reader = response.body.getReader();
  let loaded = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (loaded + value.length > bytes.length) {
      await reader.cancel();
      throw new SnapshotCorrupt(
        snapshot.id,
        `The headers of ${snapshot.title} are larger than the catalogue says.`,
      );
    }
    bytes.set(value, loaded);
    loaded += value.length;
    onBytes(loaded);
  }
  return bytes.subarray(0, loaded);
}

async function load(
  catalogue: Catalogue,
  snapshot: Snapshot,
  key: string,
  loading: Loading,
  options: LoadOptions,
  above: readonly string[],
): Promise<FileTree> {
  const { id, title, pack } = snapshot;
  if (above.includes(key))
    throw new SnapshotCorrupt(id, `The headers of ${title} are told against themselves.`);
  const { signal } = loading.stop;
  const tell = (progress: LoadProgress) => {
    for (const listener of loading.listeners) listener(progress);
  };
  const onBytes = (loaded: number) => tell({ snapshot: id, title, loaded, total: pack.size });
  const fetched = async (): Promise<Uint8Array> => {
    try {
      if (options.fetchBytes) return await options.fetchBytes(pack.url, signal, onBytes);
      if (options.baseUrl !== undefined) return await fetchPack(snapshot, options.baseUrl, signal, onBytes);
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      if (cause instanceof SnapshotCorrupt) throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new SnapshotUnavailable(id, `The headers of ${title} could not be fetched: ${why}.`, { cause });
    }
    throw new TypeError('loadSnapshot needs baseUrl or fetchBytes');
  };
  const base = pack.base
    ? loadShared(catalogue, pack.base, { ...options, target: undefined, signal, onProgress: tell }, [
        ...above,
        key,
      ])
    : undefined;
  const [bytes, baseTree] = await Promise.all([fetched(), base]);
  let tree: FileTree;
  try {
    tree = await decodePack(bytes, baseTree);
  } catch (cause) {
    if (!(cause instanceof PackCorrupt)) throw cause;
    throw new SnapshotCorrupt(id, `The headers of ${title} arrived damaged: ${cause.message}.`, { cause });
  }
  const hash = await treeHash(tree);
  if (hash !== snapshot.treeHash) {
    throw new SnapshotCorrupt(
      id,
      `The headers of ${title} are not what the catalogue says: their hash is ${hash.slice(0, 12)}…, not ${snapshot.treeHash.slice(0, 12)}….`,
    );
  }
  return tree;
}

function loadShared(
  catalogue: Catalogue,
  id: string,
  options: LoadOptions,
  above: readonly string[],
): Promise<FileTree> {
  options.signal?.throwIfAborted();
  const plain = snapshotOf(catalogue, id);
  const snapshot = snapshotFor(plain, options.target);
  const key = snapshot === plain ? id : `${id} ${options.target}`;
  let known = loads.get(catalogue);
  if (!known) {
    known = new Map();
    loads.set(catalogue, known);
  }
  // A chain of bases that bites its own tail must not wait for itself.
  let loading = above.includes(key) ? undefined : known.get(key);
  if (!loading) {
    const fresh: Loading = {
      tree: Promise.reject(new Error('not started')),
      stop: new AbortController(),
      waiting: 0,
      listeners: new Set(),
      settled: false,
    };
    fresh.tree.catch(() => {});
    const { signal: _, ...rest } = options;
    fresh.tree = load(catalogue, snapshot, key, fresh, rest, above);
    fresh.tree.then(
      () => {
        fresh.settled = true;
        fresh.listeners.clear();
      },
      () => {
        if (known.get(key) === fresh) known.delete(key);
      },
    );
    if (!above.includes(key)) known.set(key, fresh);
    loading = fresh;
  }
  return waitFor(loading, () => known.get(key) === loading && known.delete(key), options);
}

function waitFor(loading: Loading, forget: () => void, options: LoadOptions): Promise<FileTree> {
  const { onProgress, signal } = options;
  if (loading.settled) return loading.tree;
  if (onProgress) loading.listeners.add(onProgress);
  loading.waiting++;
  return new Promise((resolve, reject) => {
    const leave = () => {
      signal?.removeEventListener('abort', giveUp);
      if (onProgress) loading.listeners.delete(onProgress);
      loading.waiting--;
    };
    const giveUp = () => {
      leave();
      if (loading.waiting === 0) {
        forget();
        loading.stop.abort(signal!.reason);
      }
      reject(signal!.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    loading.tree.then(
      (tree) => {
        leave();
        resolve(tree);
      },
      (error: unknown) => {
        leave();
        reject(error);
      },
    );
  });
}

/**
 * The tree of a snapshot (for a target): its pack (and its base's, and so on) fetched, unpacked and checked against the tree hash.
 * Fetched once a catalogue; loads that run at the same time are shared.
 * @throws {SnapshotUnavailable} when it is not in the catalogue or cannot be fetched.
 * @throws {SnapshotCorrupt} when what came is not what the catalogue says.
 * @throws the signal's reason when given up.
 */
export function loadSnapshot(catalogue: Catalogue, id: string, options: LoadOptions): Promise<FileTree> {
  try {
    return loadShared(catalogue, id, options, []);
  } catch (error) {
    return Promise.reject(error);
  }
}
