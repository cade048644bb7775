import { Gunzip } from 'fflate';
import * as v from 'valibot';
import { FORMAT, INDEX_LIMITS, IndexCorrupt, Reader } from './format.ts';
import { DeclaredIndex, type IndexedFile, type IndexedRow } from './index-of.ts';
import { DECLARED_KINDS } from './rows.ts';

const Head = v.object({
  format: v.literal(FORMAT),
  stops: v.pipe(v.array(v.string()), v.maxLength(100)),
  files: v.pipe(v.array(v.string()), v.maxLength(INDEX_LIMITS.files)),
});

const COLUMNS = 13;

/** Stops as soon as there is more than an index can be. */
function unpacked(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const gunzip = new Gunzip((part) => {
    size += part.length;
    if (size > INDEX_LIMITS.bytes) throw new IndexCorrupt('it is larger than an index may be');
    parts.push(part);
  });
  try {
    gunzip.push(bytes, true);
  } catch (cause) {
    if (cause instanceof IndexCorrupt) throw cause;
    throw new IndexCorrupt('it cannot be unpacked', { cause });
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function columnsOf(whole: Uint8Array): Uint8Array[] {
  const reader = new Reader(whole);
  const sizes = Array.from({ length: COLUMNS }, () => reader.number());
  let at = whole.length - sizes.reduce((sum, size) => sum + size, 0);
  if (at < COLUMNS) throw new IndexCorrupt('its parts are cut off');
  return sizes.map((size) => {
    at += size;
    return whole.subarray(at - size, at);
  });
}

function strings(shared: Uint8Array, rest: Uint8Array): () => string {
  const starts = new Reader(shared);
  const lines = new TextDecoder().decode(rest).split('\n');
  let last = '';
  let next = 0;
  return () => {
    const line = lines[next++];
    if (line === undefined || next > INDEX_LIMITS.strings) throw new IndexCorrupt('a name is missing');
    last = last.slice(0, starts.number()) + line;
    return last;
  };
}

/** Reads strings by number, new ones as they come. */
function table(shared: Uint8Array, rest: Uint8Array): (id: number) => string {
  const next = strings(shared, rest);
  const known: string[] = [];
  return (id) => {
    if (id === 0) {
      const text = next();
      known.push(text);
      return text;
    }
    const text = known[id - 1];
    if (text === undefined) throw new IndexCorrupt('a name is missing');
    return text;
  };
}

/**
 * @throws {IndexCorrupt} when the bytes are no index.
 */
export function decodeIndex(bytes: Uint8Array): DeclaredIndex {
  const columns = columnsOf(unpacked(bytes));
  let head: v.InferOutput<typeof Head>;
  try {
    head = v.parse(Head, JSON.parse(new TextDecoder().decode(columns[0])));
  } catch (cause) {
    throw new IndexCorrupt('its head cannot be read', { cause });
  }
  const [places, kinds, names, owners, lines, values] = columns
    .slice(1, 7)
    .map((column) => new Reader(column));
  const nameOf = table(columns[7]!, columns[8]!);
  const ownerOf = table(columns[9]!, columns[10]!);
  const valueAt = table(columns[11]!, columns[12]!);
  const byName = new Map<string, IndexedRow[]>();
  let total = 0;
  const files: IndexedFile[] = head.files.map((path) => {
    const count = places!.number();
    const versions = places!.number();
    total += count * Math.max(versions, 1);
    if (total > INDEX_LIMITS.rows) throw new IndexCorrupt('it has more declarations than an index may have');
    const file: IndexedFile = { path, at: head.stops.map(() => places!.number() - 1) };
    const last = new Array<number>(versions).fill(0);
    for (let row = 0; row < count; row++) {
      const kind = DECLARED_KINDS[kinds!.number()];
      if (!kind) throw new IndexCorrupt('a declaration is of no kind');
      const name = nameOf(names!.number());
      const of = ownerOf(owners!.number());
      const rowLines: number[] = [];
      const rowValues: string[] = [];
      let step = 1;
      let value = '';
      for (let version = 0; version < versions; version++) {
        const told = lines!.number();
        if (told === 0) {
          rowLines.push(0);
          rowValues.push('');
          continue;
        }
        const shift = told - 1;
        step += shift % 2 ? -(shift + 1) / 2 : shift / 2;
        last[version]! += step;
        rowLines.push(last[version]!);
        const id = values!.number();
        if (id > 0) value = valueAt(id - 1);
        rowValues.push(value);
      }
      const one: IndexedRow = { kind, name, of, file, lines: rowLines, values: rowValues };
      const same = byName.get(name);
      if (same) same.push(one);
      else byName.set(name, [one]);
    }
    return file;
  });
  return new DeclaredIndex(head.stops, files, byName);
}
