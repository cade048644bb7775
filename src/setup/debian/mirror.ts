import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PackagesUnavailable } from './model.ts';

export interface Mirrors {
  /** The archive, e.g. for `bookworm` and `sid`. */
  archive: string;
  /** The security archive, for `…-security`. */
  security: string;
}

interface Entry {
  uri: string;
  suite: string;
  components: string[];
}

const RELEASE =
  /^(bullseye|bookworm|trixie|forky|duke|sid|stable|oldstable|oldoldstable|testing|unstable)(-updates|-backports)?$/;
const SECURITY =
  /^(bullseye|bookworm|trixie|forky|duke|stable|oldstable|oldoldstable|testing)(-security|\/updates)$/;

/** Entries of a one-line sources.list: `deb [options] uri suite component…`. */
export function readOneLine(text: string): Entry[] {
  return text.split('\n').flatMap((raw) => {
    const line = raw.replace(/#.*/, '').trim();
    const match = /^deb(?:-src)?\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line);
    if (!match) return [];
    return [{ uri: match[1]!, suite: match[2]!, components: match[3]!.split(/\s+/).filter(Boolean) }];
  });
}

/** Entries of a deb822 .sources file. */
export function readDeb822(text: string): Entry[] {
  const entries: Entry[] = [];
  const plain = text.replace(/^#.*\n?/gm, '');
  for (const stanza of plain.split(/\n\s*\n/)) {
    const fields = new Map<string, string[]>();
    let name = '';
    for (const line of stanza.split('\n')) {
      const field = /^([A-Za-z-]+):(.*)$/.exec(line);
      if (field) name = field[1]!.toLowerCase();
      const words = (field ? field[2]! : line).split(/\s+/).filter(Boolean);
      if (name) fields.set(name, [...(fields.get(name) ?? []), ...words]);
    }
    if (fields.get('enabled')?.[0]?.toLowerCase() === 'no') continue;
    for (const uri of fields.get('uris') ?? [])
      for (const suite of fields.get('suites') ?? [])
        entries.push({ uri, suite, components: fields.get('components') ?? [] });
  }
  return entries;
}

async function machineEntries(folder: string): Promise<Entry[]> {
  const read = async (file: string) => readFile(file, 'utf8').catch(() => '');
  const parts = join(folder, 'sources.list.d');
  const names = (await readdir(parts).catch(() => [])).sort();
  const fromParts = await Promise.all(
    names.map(async (name) => {
      const text = await read(join(parts, name));
      if (name.endsWith('.sources')) return readDeb822(text);
      return name.endsWith('.list') ? readOneLine(text) : [];
    }),
  );
  return [...readOneLine(await read(join(folder, 'sources.list'))), ...fromParts.flat()];
}

/**
 * The mirror of this machine's own apt sources, or the one UNDECLARED_MIRROR (and UNDECLARED_SECURITY_MIRROR) names.
 * @throws {PackagesUnavailable} when neither says one.
 */
export async function findMirrors(
  env: NodeJS.ProcessEnv = process.env,
  folder = '/etc/apt',
): Promise<Mirrors> {
  const entries = (await machineEntries(folder)).filter((entry) => entry.components.includes('main'));
  const archive = env.UNDECLARED_MIRROR ?? entries.find((entry) => RELEASE.test(entry.suite))?.uri;
  if (!archive) {
    throw new PackagesUnavailable(
      'no-mirror',
      "No Debian mirror is known: this machine's apt sources name none. Set UNDECLARED_MIRROR to the address of one.",
    );
  }
  const base = archive.replace(/\/+$/, '');
  const security =
    env.UNDECLARED_SECURITY_MIRROR ??
    (env.UNDECLARED_MIRROR ? undefined : entries.find((entry) => SECURITY.test(entry.suite))?.uri) ??
    // Mirrors that carry both keep them side by side.
    `${base}-security`;
  return { archive: base, security: security.replace(/\/+$/, '') };
}
