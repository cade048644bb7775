/**
 * The machine's own apt-get and apt-cache, with sources, lists, caches and an (empty) package state of our own in
 * the cache folder: nothing of the machine's own configuration changes, and what is installed does not matter.
 */
import { access, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cache.ts';
import { withLock } from '../lock.ts';
import { type Ran, run } from '../process.ts';
import { findMirrors, type Mirrors } from './mirror.ts';
import { type Architecture, PackagesUnavailable, type Suite } from './model.ts';

const DAY = 24 * 60 * 60 * 1000;
/** A list younger than this is not fetched again because a version was not in it. */
const JUST_NOW = 10 * 60 * 1000;

/** Suites to read, as binary packages or as sources. */
export interface Scope {
  suites: Suite[];
  source?: boolean;
  /** amd64 when not given. */
  architecture?: Architecture | undefined;
}

/** A private apt: run its programs with these options, after the lists are there. */
export interface Apt {
  run(program: 'apt-get' | 'apt-cache', args: string[], cwd?: string): Promise<Ran>;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function needClient(): Promise<void> {
  for (const program of ['apt-get', 'apt-cache', 'dpkg-deb']) {
    await run(program, ['--version']).catch((cause: unknown) => {
      throw new PackagesUnavailable(
        'no-client',
        `${program} is not on this system. Header snapshots and compilers come from Debian packages: run this once on Debian or Ubuntu (a container will do) and keep the folder UNDECLARED_CACHE names.`,
        { cause },
      );
    });
  }
}

async function keyring(): Promise<string> {
  const file = '/usr/share/keyrings/debian-archive-keyring.gpg';
  return (await exists(file)) ? ` signed-by=${file}` : '';
}

function mirrorOf(suite: Suite, mirrors: Mirrors): string {
  return suite.endsWith('-security') ? mirrors.security : mirrors.archive;
}

/** How a scope's lists are called: `deb`, `deb-src`, `deb-ppc64el`. */
function listsOf({ source, architecture = 'amd64' }: Scope): string {
  return source ? 'deb-src' : architecture === 'amd64' ? 'deb' : `deb-${architecture}`;
}

async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

/** How this machine reaches mirrors (proxies, certificates): all that is taken over of its configuration. */
async function transport(): Promise<string> {
  const dump = await run('apt-config', ['dump', 'Acquire']).catch(() => undefined);
  return dump?.code === 0
    ? dump.stdout
        .split('\n')
        .filter((line) => /^Acquire::/.test(line))
        .join('\n')
    : '';
}

/**
 * Writes the configuration file for a scope and gives its path. It stands in for the machine's own, whose hooks
 * (container images have some that delete caches) must not run.
 */
async function configure(root: string, scope: Scope, mirrors: Mirrors): Promise<string> {
  const machine = scope.architecture ?? 'amd64';
  const name = [listsOf(scope), ...[...scope.suites].sort()].join('+');
  const cache = join(root, 'caches', name);
  const empty = join(root, 'empty');
  await mkdir(empty, { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  await mkdir(join(root, 'lists', 'partial'), { recursive: true });
  await writeFile(join(root, 'status'), '');
  const key = await keyring();
  const list = join(cache, 'sources.list');
  const kind = scope.source ? 'deb-src' : 'deb';
  const lines = scope.suites.map(
    (suite) => `${kind} [arch=${machine}${key}] ${mirrorOf(suite, mirrors)} ${suite} main\n`,
  );
  await writeWhole(list, lines.join(''));
  const settings = {
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::Parts': empty,
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': empty,
    'Dir::Etc::Preferences': '/dev/null',
    'Dir::Etc::PreferencesParts': empty,
    'Dir::State': root,
    'Dir::State::Lists': join(root, 'lists'),
    'Dir::State::status': join(root, 'status'),
    'Dir::State::extended_states': join(root, 'extended_states'),
    'Dir::Cache': cache,
    'Dir::Cache::pkgcache': 'pkgcache.bin',
    // With the one above there is no need for it.
    'Dir::Cache::srcpkgcache': '',
    'APT::Architecture': machine,
    'APT::Architectures': machine,
    // Lists of suites that are not in this call's sources stay.
    'APT::Get::List-Cleanup': 'false',
    // The cache folder is the user's own: apt's unprivileged user could not write there.
    'APT::Sandbox::User': 'root',
    'APT::Update::Error-Mode': 'any',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '4',
    'Acquire::http::Timeout': '30',
    // An old release's list may have expired; what is fetched is checked by the recipe's sha256 as well.
    'Acquire::Check-Valid-Until': 'false',
    'Acquire::PDiffs': 'false',
    'Debug::NoLocking': 'true',
  };
  const file = join(cache, 'apt.conf');
  const own = Object.entries(settings).map(([setting, value]) => `${setting} "${value}";`);
  await writeWhole(file, `${[await transport(), ...own].join('\n')}\n`);
  return file;
}

async function age(file: string): Promise<number> {
  return stat(file).then(
    (found) => Date.now() - found.mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}

/**
 * A private apt that can read `scope`. Lists are fetched at most once a day, or again when `again` is asked for.
 * @throws {PackagesUnavailable} without a package client, a mirror, or an answer from it when no list is there yet.
 */
export async function openApt(scope: Scope, again = false): Promise<Apt> {
  await needClient();
  const mirrors = await findMirrors();
  const root = await cacheFolder('apt');
  return withLock(root, async () => {
    const stamps = join(root, 'stamps');
    await mkdir(stamps, { recursive: true });
    const stamp = (suite: Suite) => join(stamps, `${suite}.${listsOf(scope)}`);
    const where = `${mirrors.archive}\n${mirrors.security}\n`;
    const old: Suite[] = [];
    let unread = false;
    for (const suite of scope.suites) {
      const known = (await readFile(stamp(suite), 'utf8').catch(() => '')) === where;
      if (!known) unread = true;
      if (!known || (await age(stamp(suite))) > (again ? JUST_NOW : DAY)) old.push(suite);
    }
    if (old.length > 0) {
      const config = await configure(root, { ...scope, suites: old }, mirrors);
      const updated = await run('apt-get', ['update'], { env: { APT_CONFIG: config } });
      if (updated.code === 0) {
        for (const suite of old) await writeWhole(stamp(suite), where);
      } else if (unread) {
        throw new PackagesUnavailable(
          'no-answer',
          `No package list of ${old.join(', ')} could be had from ${mirrors.archive}: ${lastError(updated.stderr)} Check the network, or set UNDECLARED_MIRROR to another mirror.`,
        );
      }
    }
    const env = { APT_CONFIG: await configure(root, scope, mirrors) };
    return { run: (program, args, cwd) => run(program, args, cwd === undefined ? { env } : { cwd, env }) };
  });
}

/** apt's own program that fetches a file by its address. */
const HELPER = '/usr/lib/apt/apt-helper';

/**
 * Fetches a file of the archive's pool into `file`, checked by its digest. No package list is needed.
 * @param path below the pool's folder.
 * @returns whether it came.
 */
export async function fetchFromPool(
  suite: Suite,
  path: string,
  sha256: string,
  file: string,
): Promise<boolean> {
  const mirrors = await findMirrors().catch(() => undefined);
  if (!mirrors) return false;
  const env = { APT_CONFIG: await configure(await cacheFolder('apt'), { suites: [suite] }, mirrors) };
  const url = `${mirrorOf(suite, mirrors)}/pool/${path}`;
  const fetched = await run(HELPER, ['download-file', url, file, `SHA256:${sha256}`], { env }).catch(
    () => undefined,
  );
  return fetched?.code === 0;
}

/** apt's last error line, as a sentence. */
export function lastError(stderr: string): string {
  const line = stderr
    .split('\n')
    .filter((text) => /^[EW]:/.test(text))
    .at(-1);
  return line ? `${line.slice(2).trim().replace(/\.?$/, '.')}` : '';
}
