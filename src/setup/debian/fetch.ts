import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cache.ts';
import { type Apt, fetchFromPool, lastError, openApt } from './apt.ts';
import {
  type Architecture,
  type FetchedPackage,
  type PackageRef,
  PackagesUnavailable,
  type Suite,
  twin,
} from './model.ts';
import { type BinaryRecord, binaryRecords } from './records.ts';
import { keep, stored, storedStandIn } from './store.ts';

/** apt opens one connection a mirror; a few processes side by side use the line better. */
const DOWNLOADS = 3;

interface Chosen {
  ref: PackageRef;
  record: BinaryRecord;
  pinned: boolean;
}

export interface FetchOptions {
  /** A sentence for people: what is being fetched, or that another version came instead. */
  onNotice?: (sentence: string) => void;
}

function scopeOf(ref: PackageRef): Suite[] {
  const other = twin(ref.suite);
  return [ref.suite, ...(other ? [other] : [])].sort();
}

function choose(ref: PackageRef, records: BinaryRecord[]): Chosen | undefined {
  const exact = records.find((record) => record.version === ref.version);
  if (exact) {
    if (ref.sha256 && exact.sha256 !== ref.sha256) {
      throw new PackagesUnavailable(
        'corrupt',
        `The mirror's ${ref.name} ${ref.version} has sha256 ${exact.sha256}; the recipe pins ${ref.sha256}. Set UNDECLARED_MIRROR to another mirror.`,
      );
    }
    return { ref, record: exact, pinned: true };
  }
  const newest = records.find((record) => record.version.startsWith(ref.series ?? ''));
  return newest && { ref, record: newest, pinned: ref.version === undefined };
}

/** What to take for each ref (all for one machine), or nothing where the suites have no such package. */
async function lookUp(
  refs: PackageRef[],
  suites: Suite[],
  again: boolean,
): Promise<{ apt: Apt; chosen: (Chosen | undefined)[] }> {
  const apt = await openApt({ suites, architecture: refs[0]?.architecture }, again);
  const records = await binaryRecords(
    apt,
    refs.map((ref) => ref.name),
  );
  return { apt, chosen: refs.map((ref) => choose(ref, records.get(ref.name) ?? [])) };
}

async function chooseAll(refs: PackageRef[], suites: Suite[]): Promise<{ apt: Apt; chosen: Chosen[] }> {
  const wider = [...new Set([...suites, ...refs.flatMap((ref) => ref.alsoIn ?? [])])].sort();
  let found = await lookUp(refs, suites, false);
  // A version that is not there may only be missing from an old list, or have moved to another suite.
  for (const scope of [suites, wider]) {
    if (found.chosen.every((one) => one?.pinned)) break;
    found = await lookUp(refs, scope, true);
  }
  const missing = refs.filter((_, index) => !found.chosen[index]);
  if (missing.length > 0) {
    throw new PackagesUnavailable(
      'not-found',
      `The mirror has no ${missing.map((ref) => `${ref.name}${ref.series ? ` ${ref.series}*` : ''}`).join(', ')} in ${wider.join(', ')}.`,
    );
  }
  return found as { apt: Apt; chosen: Chosen[] };
}

async function download(apt: Apt, chosen: Chosen[]): Promise<Map<Chosen, string>> {
  const folder = await mkdtemp(join(await cacheFolder('downloads'), 'deb-'));
  try {
    const wanted = chosen.map(({ record }) => `${record.name}=${record.version}`);
    let result = await apt.run('apt-get', ['download', ...wanted], folder);
    // Once more: a mirror behind a balancer may have answered 404 or broken off.
    if (result.code !== 0) result = await apt.run('apt-get', ['download', ...wanted], folder);
    const files = await readdir(folder);
    const kept = new Map<Chosen, string>();
    for (const one of chosen) {
      const { name, version } = one.record;
      const start = `${name}_${version.replaceAll(':', '%3a')}_`;
      const file = files.find((candidate) => candidate.startsWith(start) && candidate.endsWith('.deb'));
      if (!file) {
        throw new PackagesUnavailable(
          'no-answer',
          `${name} ${version} could not be downloaded: ${lastError(result.stderr)} Check the network and run again.`,
        );
      }
      const suite = one.record.suite ?? one.ref.suite;
      kept.set(one, await keep(one.record, suite, one.ref.architecture, join(folder, file)));
    }
    return kept;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function machineOf({ architecture }: PackageRef): { architecture?: Architecture } {
  return architecture ? { architecture } : {};
}

/** The pinned package from the archive's pool, or nothing where it is not there (any more). */
async function pooled(ref: PackageRef): Promise<FetchedPackage | undefined> {
  const { name, version, architecture = 'amd64', suite, sha256, pool } = ref;
  if (pool === undefined || version === undefined || sha256 === undefined) return undefined;
  const folder = await mkdtemp(join(await cacheFolder('downloads'), 'pool-'));
  try {
    const download = join(folder, 'package.deb');
    const path = `${pool}/${name}_${version.replace(/^\d+:/, '')}_${architecture}.deb`;
    if (!(await fetchFromPool(suite, path, sha256, download))) return undefined;
    const file = await keep({ name, version, sha256 }, suite, ref.architecture, download);
    return { name, version, ...machineOf(ref), suite, sha256, file, pinned: true };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Parts of about equal bytes, biggest first. */
function split(chosen: Chosen[], parts: number): Chosen[][] {
  const bins = Array.from({ length: Math.min(parts, chosen.length) }, () => ({
    size: 0,
    of: [] as Chosen[],
  }));
  for (const one of [...chosen].sort((a, b) => b.record.size - a.record.size)) {
    const bin = bins.reduce((least, other) => (other.size < least.size ? other : least));
    bin.of.push(one);
    bin.size += one.record.size;
  }
  return bins.map((bin) => bin.of);
}

async function fetchGroup(
  refs: PackageRef[],
  suites: Suite[],
  options: FetchOptions,
): Promise<Map<PackageRef, FetchedPackage>> {
  const { apt, chosen } = await chooseAll(refs, suites);
  const fetched = new Map<PackageRef, FetchedPackage>();
  const toLoad: Chosen[] = [];
  for (const one of chosen) {
    const { name, version, sha256 } = one.record;
    if (!one.pinned) {
      options.onNotice?.(
        `${name} ${one.ref.version} is no longer served in ${one.ref.suite}: ${version} takes its place.`,
      );
    }
    const suite = one.record.suite ?? one.ref.suite;
    const there = await stored({ name, version, sha256, suite, ...machineOf(one.ref) });
    if (there) fetched.set(one.ref, { ...there, pinned: one.pinned });
    else toLoad.push(one);
  }
  await Promise.all(
    split(toLoad, DOWNLOADS).map(async (part) => {
      for (const [{ ref, record, pinned }, file] of await download(apt, part)) {
        const { name, version, sha256, suite = ref.suite } = record;
        fetched.set(ref, { name, version, ...machineOf(ref), suite, sha256, file, pinned });
      }
    }),
  );
  return fetched;
}

/**
 * Binary packages by name, in the order asked for. What was downloaded before is used with no network and no apt.
 * A pinned version that is gone is replaced by the newest of its series in the suite or its security twin, with
 * `pinned: false` and a notice.
 * @throws {PackagesUnavailable}
 */
export async function fetchPackages(
  refs: PackageRef[],
  options: FetchOptions = {},
): Promise<FetchedPackage[]> {
  const found = new Map<PackageRef, FetchedPackage>();
  const groups = new Map<string, PackageRef[]>();
  const queue = [...refs];
  const look = async (): Promise<void> => {
    for (let ref = queue.shift(); ref; ref = queue.shift()) {
      const there = (await stored(ref)) ?? (await pooled(ref));
      if (there) {
        found.set(ref, there);
        continue;
      }
      const key = [ref.architecture ?? 'amd64', ...scopeOf(ref)].join(' ');
      groups.set(key, [...(groups.get(key) ?? []), ref]);
    }
  };
  await Promise.all(Array.from({ length: DOWNLOADS }, look));
  const fetchOrStandIn = async (suites: Suite[], group: PackageRef[]): Promise<void> => {
    try {
      for (const [ref, fetched] of await fetchGroup(group, suites, options)) found.set(ref, fetched);
    } catch (error) {
      if (!(error instanceof PackagesUnavailable)) throw error;
      for (const ref of group) {
        const standIn = await storedStandIn(ref);
        if (!standIn) throw error;
        options.onNotice?.(
          `${ref.name} ${ref.version ?? ''} cannot be fetched now; ${standIn.version} from an earlier run takes its place.`,
        );
        found.set(ref, standIn);
      }
    }
  };
  await Promise.all([...groups.values()].map((group) => fetchOrStandIn(scopeOf(group[0]!), group)));
  return refs.map((ref) => found.get(ref)!);
}
