import type { Apt } from './apt.ts';
import type { Suite } from './model.ts';

/** One stanza of a package list: field names in lower case. */
export type Stanza = ReadonlyMap<string, string>;

export function readStanzas(text: string): Stanza[] {
  return text
    .split(/\n\s*\n/)
    .filter((stanza) => stanza.trim() !== '')
    .map((stanza) => {
      const fields = new Map<string, string>();
      let name = '';
      for (const line of stanza.split('\n')) {
        const field = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line);
        if (field) {
          name = field[1]!.toLowerCase();
          fields.set(name, field[2]!);
        } else if (name) {
          fields.set(name, `${fields.get(name)}\n${line.trim()}`);
        }
      }
      return fields;
    });
}

export interface BinaryRecord {
  name: string;
  version: string;
  sha256: string;
  size: number;
  /** The suite whose list it is in; the first where several have it. */
  suite: Suite | undefined;
}

/** apt-cache madison's lines: `name | version | uri suite/main amd64 Packages`. */
async function suitesOf(apt: Apt, names: string[]): Promise<Map<string, Suite>> {
  const listed = await apt.run('apt-cache', ['madison', ...names]);
  const suites = new Map<string, Suite>();
  for (const line of listed.stdout.split('\n')) {
    const [name, version, where] = line.split('|').map((part) => part.trim());
    const suite = where && /(\S+)\/main\b/.exec(where)?.[1];
    const key = `${name}=${version}`;
    if (suite && !suites.has(key)) suites.set(key, suite as Suite);
  }
  return suites;
}

/** All versions of the named packages, newest first for each name. Names nobody knows are missing from the map. */
export async function binaryRecords(apt: Apt, names: string[]): Promise<Map<string, BinaryRecord[]>> {
  const found = new Map<string, BinaryRecord[]>();
  if (names.length === 0) return found;
  const suites = await suitesOf(apt, [...new Set(names)]);
  const shown = await apt.run('apt-cache', ['show', ...new Set(names)]);
  for (const stanza of readStanzas(shown.stdout)) {
    const record = {
      name: stanza.get('package') ?? '',
      version: stanza.get('version') ?? '',
      sha256: stanza.get('sha256') ?? '',
      size: Number(stanza.get('size') ?? 0),
      suite: suites.get(`${stanza.get('package')}=${stanza.get('version')}`),
    };
    if (record.sha256) found.set(record.name, [...(found.get(record.name) ?? []), record]);
  }
  return found;
}
