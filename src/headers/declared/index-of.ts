/** What is known of a name over all stops of a family. */
import { readName } from '../edits/name.ts';
import type { DeclaredKind } from './rows.ts';

export interface IndexedFile {
  path: string;
  /** For every stop the version of the file it has; -1 for none. */
  at: number[];
}

export interface IndexedRow {
  kind: DeclaredKind;
  name: string;
  of: string;
  file: IndexedFile;
  /** By version; 0 where that one does not declare it. */
  lines: number[];
  values: string[];
}

/** A declaration at one stop. */
export interface DeclaredPlace {
  stop: string;
  /** 1-based. */
  line: number;
  /** Decimal where constant, else as written and perhaps cut short; absent where there is none. */
  value?: string;
}

/** One declaration of a name in one file, through the stops that have it. */
export interface Declared {
  kind: DeclaredKind;
  name: string;
  /** Of a field: `struct x` or what else it is a field of. */
  of?: string;
  file: string;
  /** Never empty, in the family's order. */
  places: DeclaredPlace[];
}

export class DeclaredIndex {
  readonly #byName: ReadonlyMap<string, readonly IndexedRow[]>;

  constructor(
    /** Snapshot ids in the family's order, derived ones behind what they derive from. */
    readonly stops: readonly string[],
    readonly files: readonly IndexedFile[],
    byName: ReadonlyMap<string, readonly IndexedRow[]>,
  ) {
    this.#byName = byName;
  }

  /** Different names, fields included. */
  get size(): number {
    return this.#byName.size;
  }

  /**
   * Every declaration of a name (`NAME`, `struct NAME`, `macro NAME`, `field NAME` …), in the order of paths. A bare name finds
   * fields and tags too.
   */
  find(name: string): Declared[] {
    // An edit cannot name a field, so the reader of edits' names knows none.
    const field = /^field\s+(\w+)$/.exec(name.trim())?.[1];
    const wanted = field === undefined ? readName(name) : { kind: 'field', name: field };
    if (!wanted) return [];
    return (this.#byName.get(wanted.name) ?? []).flatMap((row) => {
      if (wanted.kind && row.kind !== wanted.kind) return [];
      const places = this.stops.flatMap((stop, index): DeclaredPlace[] => {
        const version = row.file.at[index]!;
        const line = version < 0 ? 0 : (row.lines[version] ?? 0);
        if (line === 0) return [];
        const value = row.values[version];
        return [{ stop, line, ...(value && { value }) }];
      });
      if (places.length === 0) return [];
      const { kind, of, file } = row;
      return [{ kind, name: row.name, ...(of && { of }), file: file.path, places }];
    });
  }

  /** The stops that declare a name anywhere, in order. */
  stopsWith(name: string): string[] {
    const found = this.find(name);
    return this.stops.filter((stop) =>
      found.some(({ places }) => places.some((place) => place.stop === stop)),
    );
  }

  /** The stops that have a header, by its path. */
  stopsWithFile(path: string): string[] {
    const file = this.files.find((one) => one.path === path);
    return file ? this.stops.filter((_, index) => file.at[index]! >= 0) : [];
  }

  /** All names, in no order. */
  names(): IterableIterator<string> {
    return this.#byName.keys();
  }
}
