import { access, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cache.ts';
import { fileSha256 } from '../digest.ts';
import { run } from '../process.ts';
import { lastError, openApt } from './apt.ts';
import type { FetchOptions } from './fetch.ts';
import { PackagesUnavailable, type Suite, twin } from './model.ts';
import { readStanzas } from './records.ts';

export interface SourceRef {
  name: string;
  suite: Suite;
  version?: string;
  /** Digests of its files by name, where the recipe pins them. */
  sha256?: Record<string, string>;
}

export interface SourceFile {
  name: string;
  file: string;
  sha256: string;
}

export interface FetchedSource {
  name: string;
  version: string;
  suite: Suite;
  files: SourceFile[];
  pinned: boolean;
}

interface Wanted {
  uri: string;
  name: string;
  sha256: string;
}

interface Stored {
  version: string;
  files: { name: string; sha256: string }[];
}

async function storeFolder(name: string, version: string): Promise<string> {
  return cacheFolder('sources', `${name}_${version.replaceAll(':', '%3a')}`);
}

async function readStored(folder: string): Promise<Stored | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'source.json'), 'utf8')) as Stored;
  } catch {
    return undefined;
  }
}

async function there(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function checkPin(ref: SourceRef, file: { name: string; sha256: string }): void {
  const pin = ref.sha256?.[file.name];
  if (pin && pin !== file.sha256) {
    throw new PackagesUnavailable(
      'corrupt',
      `The mirror's ${file.name} has sha256 ${file.sha256}; the recipe pins ${pin}. Set UNDECLARED_MIRROR to another mirror.`,
    );
  }
}

async function fromStore(
  ref: SourceRef,
  pick: (file: string) => boolean,
): Promise<FetchedSource | undefined> {
  if (ref.version === undefined) return undefined;
  const folder = await storeFolder(ref.name, ref.version);
  const known = await readStored(folder);
  if (!known) return undefined;
  const files: SourceFile[] = [];
  for (const { name, sha256 } of known.files.filter((file) => pick(file.name))) {
    checkPin(ref, { name, sha256 });
    const file = join(folder, name);
    if (!(await there(file))) return undefined;
    files.push({ name, sha256, file });
  }
  return { name: ref.name, version: ref.version, suite: ref.suite, files, pinned: true };
}

/** apt-get's `'uri' name size SHA256:hex` lines; the .dsc has no SHA256 there but in the source's stanza. */
function readUris(stdout: string, digests: Map<string, string>): Wanted[] {
  return stdout.split('\n').flatMap((line) => {
    const match = /^'([^']+)' (\S+) \d+/.exec(line);
    if (!match) return [];
    const name = match[2]!;
    const sha256 = /SHA256:([0-9a-f]{64})/.exec(line)?.[1] ?? digests.get(name);
    return sha256 ? [{ uri: match[1]!, name, sha256 }] : [];
  });
}

async function download(wanted: Wanted, folder: string): Promise<SourceFile> {
  const file = join(folder, wanted.name);
  if (await there(file)) return { name: wanted.name, sha256: wanted.sha256, file };
  const temporary = await mkdtemp(join(await cacheFolder('downloads'), 'src-'));
  try {
    const target = join(temporary, wanted.name);
    const args = ['-o', 'Acquire::Retries=4', '-o', 'APT::Sandbox::User=root', 'download-file', wanted.uri];
    const result = await run('/usr/lib/apt/apt-helper', [...args, target, `SHA256:${wanted.sha256}`]);
    if (result.code !== 0 || !(await there(target))) {
      throw new PackagesUnavailable(
        'no-answer',
        `${wanted.name} could not be downloaded: ${lastError(result.stderr)} The mirror may no longer serve it.`,
      );
    }
    if ((await fileSha256(target)) !== wanted.sha256) {
      throw new PackagesUnavailable('corrupt', `${wanted.name} came with another sha256. Try again.`);
    }
    await rename(target, file);
    return { name: wanted.name, sha256: wanted.sha256, file };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Files of a source package: those whose name `pick` wants (all when not given). Fetched one by one, so an orig
 * tarball can be had where the mirror no longer serves the rest.
 * @throws {PackagesUnavailable} when the suite has no such source or a wanted file is not served.
 */
export async function fetchSource(
  ref: SourceRef,
  pick: (file: string) => boolean = () => true,
  options: FetchOptions = {},
): Promise<FetchedSource> {
  const known = await fromStore(ref, pick);
  if (known) return known;
  const other = twin(ref.suite);
  const suites = [ref.suite, ...(other ? [other] : [])].sort();
  for (const again of [false, true]) {
    const apt = await openApt({ suites, source: true }, again);
    const shown = await apt.run('apt-cache', ['showsrc', '--only-source', ref.name]);
    const versions = readStanzas(shown.stdout).filter((stanza) => stanza.get('package') === ref.name);
    const exact = versions.find((stanza) => stanza.get('version') === ref.version);
    if (!exact && ref.version !== undefined && !again) continue;
    // Without a stanza of its own, apt-get source picks the newest.
    const listed = await apt.run('apt-get', [
      'source',
      '--print-uris',
      '--only-source',
      ...['-o', 'Acquire::ForceHash=sha256'],
      exact ? `${ref.name}=${ref.version}` : ref.name,
    ]);
    const version =
      exact?.get('version') ??
      (versions.length === 1 ? versions[0]!.get('version') : /_([^_/]+)\.dsc /.exec(listed.stdout)?.[1]);
    if (!version) {
      if (!again) continue;
      throw new PackagesUnavailable(
        'not-found',
        `The mirror has no source of ${ref.name} in ${suites.join(', ')}.`,
      );
    }
    const stanza = exact ?? versions.find((one) => one.get('version')?.replace(/^\d+:/, '') === version);
    const digests = new Map(
      (stanza?.get('checksums-sha256') ?? '').split('\n').flatMap((line) => {
        const [sha256, , name] = line.trim().split(/\s+/);
        return sha256 && name ? [[name, sha256] as const] : [];
      }),
    );
    const all = readUris(listed.stdout, digests);
    const full = stanza?.get('version') ?? version;
    const folder = await storeFolder(ref.name, full);
    const about: Stored = { version: full, files: all.map(({ name, sha256 }) => ({ name, sha256 })) };
    await writeFile(join(folder, 'source.json'), `${JSON.stringify(about)}\n`);
    const pinned = exact !== undefined || ref.version === undefined;
    if (!pinned) {
      options.onNotice?.(
        `Source ${ref.name} ${ref.version} is no longer served in ${ref.suite}: ${full} takes its place.`,
      );
    }
    const files: SourceFile[] = [];
    for (const wanted of all.filter((file) => pick(file.name))) {
      if (pinned) checkPin(ref, wanted);
      files.push(await download(wanted, folder));
    }
    return { name: ref.name, version: full, suite: ref.suite, files, pinned };
  }
  throw new Error('unreachable');
}
