/** The declarations of a whole family of snapshots, stop by stop, with values: what the index is encoded from. */
import type { CGrammar } from '../edits/grammar.ts';
import type { FileTree } from '../tree.ts';
import { type Constant, constantOf } from './constant.ts';
import { type DeclaredKind, type Row, rowsOf } from './rows.ts';

/** One declaration in one version of a file. */
export interface Told {
  kind: DeclaredKind;
  name: string;
  /** Of a field: what it is a field of. */
  of: string;
  line: number;
  /** A number in decimal where it is constant, else as written and cut short; '' where there is none. */
  value: string;
}

export interface GatheredFile {
  path: string;
  versions: Told[][];
  /** For every stop the version it has; -1 where it has no such file. */
  at: number[];
}

export interface Gathered {
  stops: string[];
  files: GatheredFile[];
}

/** Of a value that is no constant, as many characters are kept. */
const SHORTENED = 60;

/** The same bytes are parsed once, whatever stops they stand in. */
export type RowCache = WeakMap<Uint8Array, Row[]>;

/** Installed headers, and those of a project by their path in it. */
function isHeader(path: string): boolean {
  return /^(?:\/usr\/include\/|[^/]).*\.h$/.test(path);
}

/** The constants of one stop by name; a name that is defined to differing texts has none. */
function meanings(rows: Iterable<readonly Row[]>): (name: string) => Constant | undefined {
  const definitions = new Map<string, Row | null>();
  for (const file of rows) {
    for (const row of file) {
      if (row.kind !== 'macro' && row.kind !== 'enumerator') continue;
      const known = definitions.get(row.name);
      // `enum { A = 1, #define A A }`: the macro stands for the enumerator.
      if (row.kind === 'macro' && row.written === row.name) continue;
      if (known === undefined) definitions.set(row.name, row);
      else if (known && known.written !== row.written) definitions.set(row.name, null);
    }
  }
  const found = new Map<string, Constant | undefined>();
  const meaning = (name: string): Constant | undefined => {
    if (found.has(name)) return found.get(name);
    // A name that means itself means nothing.
    found.set(name, undefined);
    const row = definitions.get(name);
    const value = row ? constantOfRow(row, meaning) : undefined;
    found.set(name, value);
    return value;
  };
  return meaning;
}

function constantOfRow(row: Row, meaning: (name: string) => Constant | undefined): Constant | undefined {
  if (!row.counts) return row.written === undefined ? undefined : constantOf(row.written, meaning);
  if (row.of === undefined) return { value: 0n, bits: 32, unsigned: false };
  const before = meaning(row.of);
  return before && { ...before, value: before.value + 1n };
}

function told(row: Row, meaning: (name: string) => Constant | undefined): Told {
  const constant = constantOfRow(row, meaning);
  return {
    kind: row.kind,
    name: row.name,
    of: row.kind === 'field' ? (row.of ?? '') : '',
    line: row.line,
    value: constant?.value.toString() ?? (row.written ?? '').replace(/\s+/g, ' ').slice(0, SHORTENED),
  };
}

/** @param stops in the order of the family's timeline. */
export function gather(
  grammar: CGrammar,
  stops: readonly { id: string; tree: FileTree }[],
  cache: RowCache = new WeakMap(),
): Gathered {
  const files = new Map<string, GatheredFile & { keys: string[] }>();
  for (const [index, { tree }] of stops.entries()) {
    const parsed = new Map<string, Row[]>();
    for (const [path, bytes] of tree) {
      if (!isHeader(path)) continue;
      let rows = cache.get(bytes);
      if (!rows) {
        rows = rowsOf(grammar, bytes);
        cache.set(bytes, rows);
      }
      parsed.set(path, rows);
    }
    const meaning = meanings(parsed.values());
    for (const [path, rows] of parsed) {
      let file = files.get(path);
      if (!file) {
        file = { path, versions: [], at: stops.map(() => -1), keys: [] };
        files.set(path, file);
      }
      const version = rows.map((row) => told(row, meaning));
      const key = JSON.stringify(version);
      let at = file.keys.indexOf(key);
      if (at === -1) {
        at = file.versions.push(version) - 1;
        file.keys.push(key);
      }
      file.at[index] = at;
    }
  }
  return {
    stops: stops.map(({ id }) => id),
    files: [...files.values()].map(({ keys: _, ...file }) => file).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
