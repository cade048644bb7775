/** Header stacks as blame looks at them: which declarations a name has in one, whatever edits were made in it. */
import { type CompileRequest, type HeaderStack, stackOf } from '../../compiler/index.ts';
import {
  bytesToText,
  type Catalogue,
  type CGrammar,
  type DeclaredIndex,
  type Row,
  readName,
  rowsOf,
} from '../../headers/index.ts';
import { DEFAULT_TARGET } from '../../repro/index.ts';

/** Where blame reads headers and sources from: the page's `Compiler`, or a `CompilerService`. */
export interface StackFiles {
  readFiles(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, Uint8Array>>;
  listFiles(stack: HeaderStack): Promise<string[]>;
}

export interface Sources {
  catalogue: Catalogue;
  files: StackFiles;
  /** Of the families that have one. */
  indexes: readonly DeclaredIndex[];
  /** Opened only when it is needed. */
  grammar: () => Promise<CGrammar>;
}

/** One declaration in one stack. */
export type Place = Row & { file: string };

/** Folder of a machine's own headers. */
const OF_A_MACHINE = /^\/usr\/include\/[a-z0-9_]+-linux-gnu\//;
const INDEXED = `/usr/include/${DEFAULT_TARGET}/`;

/** A header's path as the indexes have it: those are of the headers for x86-64. */
export function indexedPath(path: string): string {
  return path.replace(OF_A_MACHINE, INDEXED);
}

/** The stack for the machine a request is for: whoever names a reference names its snapshots alone. */
export function inTargetOf(request: CompileRequest, stack: HeaderStack): HeaderStack {
  const { target } = stackOf(request);
  return target === undefined ? stack : { ...stack, target };
}

function sameWanted(row: Row, wanted: { kind?: string | undefined; name: string }, of?: string): boolean {
  if (row.name !== wanted.name) return false;
  if (of !== undefined) return row.kind === 'field' && row.of === of;
  return wanted.kind ? row.kind === wanted.kind : row.kind !== 'field';
}

export class StackView {
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #rows = new Map<string, Promise<Row[]>>();
  #list: Promise<Set<string>> | undefined;

  constructor(
    readonly stack: HeaderStack,
    readonly sources: Sources,
  ) {}

  /** A file's text, one code unit a byte. */
  text(path: string): Promise<string | undefined> {
    let text = this.#texts.get(path);
    if (!text) {
      text = this.sources.files
        .readFiles(this.stack, [path])
        .then((files) => (files.has(path) ? bytesToText(files.get(path)!) : undefined));
      this.#texts.set(path, text);
    }
    return text;
  }

  async has(path: string): Promise<boolean> {
    this.#list ??= this.sources.files.listFiles(this.stack).then((paths) => new Set(paths));
    return (await this.#list).has(path);
  }

  /** All that one header of the stack declares. */
  rows(path: string): Promise<Row[]> {
    let rows = this.#rows.get(path);
    if (!rows) {
      rows = this.text(path).then(async (text) => {
        if (text === undefined) return [];
        const bytes = Uint8Array.from(text, (unit) => unit.charCodeAt(0));
        return rowsOf(await this.sources.grammar(), bytes);
      });
      this.#rows.set(path, rows);
    }
    return rows;
  }

  /**
   * Where `NAME` or `struct NAME` is declared; with `of`, the field of that struct.
   * @param also files to look into beside those the indexes name: what a patch may have put it into.
   */
  async declared(name: string, of?: string, also: readonly string[] = []): Promise<Place[]> {
    const wanted = readName(name);
    if (!wanted) return [];
    const places: Place[] = [];
    for (const file of await this.#candidates(wanted.name, also)) {
      for (const row of await this.rows(file)) if (sameWanted(row, wanted, of)) places.push({ ...row, file });
    }
    return places;
  }

  async #candidates(name: string, also: readonly string[]): Promise<string[]> {
    const { target = DEFAULT_TARGET } = this.stack;
    const known = this.sources.indexes.flatMap((index) =>
      index.find(name).flatMap(({ file }) => this.#inStack(file.replace(INDEXED, `/usr/include/${target}/`))),
    );
    const candidates = new Set([...known, ...also]);
    if (this.#withoutIndex()) {
      // The built-in example: a handful of headers.
      for (const path of await this.sources.files.listFiles(this.stack)) {
        if (/^\/usr\/include\/demo\/.*\.h$/.test(path)) candidates.add(path);
      }
    }
    const files: string[] = [];
    for (const path of [...candidates].sort()) {
      const text = await this.text(path);
      if (text?.includes(name)) files.push(path);
    }
    return files;
  }

  /** An indexed file's path here: those of a project are relative to where its source stands in this stack. */
  #inStack(file: string): string[] {
    if (file.startsWith('/')) return [file];
    const { snapshots } = this.sources.catalogue;
    return this.stack.headers.flatMap((id) => {
      const root = snapshots.find((one) => one.id === id)?.root;
      return root === undefined ? [] : [`${root}/${file}`];
    });
  }

  #withoutIndex(): boolean {
    const { snapshots } = this.sources.catalogue;
    return this.stack.headers.some((id) => snapshots.find((one) => one.id === id)?.family === 'demo');
  }
}
