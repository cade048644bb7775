import type { Apt } from './apt.ts';

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
}

/** All versions of the named packages, newest first for each name. Names nobody knows are missing from the map. */
export async function binaryRecords(apt: Apt, names: string[]): Promise<Map<string, BinaryRecord[]>> {
  const found = new Map<string, BinaryRecord[]>();
  if (names.length === 0) return found;
  const shown = await apt.run('apt-cache', ['show', '--no-generate', ...new Set(names)]);
  for (const stanza of readStanzas(shown.stdout)) {
    const record = {
      name: stanza.get('package') ?? '',
      version: stanza.get('version') ?? '',
      sha256: stanza.get('sha256') ?? '',
      size: Number(stanza.get('size') ?? 0),
    };
    if (record.sha256) found.set(record.name, [...(found.get(record.name) ?? []), record]);
  }
  return found;
}
