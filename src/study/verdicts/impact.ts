/** Whom a header change breaks: the catalogue's consumers before and after it. */
import { type CompileRequest, requestOf, type Verdict } from '../../compiler/index.ts';
import {
  applyPatchEdit,
  bestToolchain,
  type Catalogue,
  type Consumer,
  consumerRepro,
  HeaderEditError,
  type OfferedToolchain,
  replaceInStack,
} from '../../headers/index.ts';
import type { HeaderEdit, Repro } from '../../repro/index.ts';
import type { Sources } from '../blame/view.ts';
import { Reach } from './reach.ts';
import type { Compilations } from './store.ts';
import { errorsOf, outcomeOf } from './timeline.ts';

export type ImpactState =
  /** Compiled before the change, does not after it. */
  | 'breaks'
  | 'compiles'
  /** Reads no edited header: not compiled with the change. */
  | 'untouched'
  /** Did not compile before the change either. */
  | 'broken-before'
  /** The change cannot be made in this consumer's headers; `message` says why. */
  | 'does-not-apply'
  /** The runtime gave no verdict. */
  | 'failure';

export interface ImpactRow {
  consumer: Consumer;
  state: ImpactState;
  /** After the change. */
  errors: number;
  /** The consumer with the change made: open it, link it. */
  repro: Repro;
  /** After the change, where it was compiled. */
  verdict?: Verdict;
  message?: string;
}

export interface ImpactInput {
  edits: readonly HeaderEdit[];
  /** All of the catalogue when not given. */
  consumers?: readonly Consumer[];
  /** The kernel (or libc) every consumer is put on; its own when not given. */
  stop?: string;
  /** Instead of each consumer's best. */
  toolchain?: string;
  toolchains: readonly OfferedToolchain[];
}

export interface Impact {
  /** In the catalogue's order. */
  rows: ImpactRow[];
  /** Paths of a patch that are no installed header here. */
  elsewhere: string[];
}

export interface ImpactOptions {
  signal?: AbortSignal;
  /** A row that is known, with how many are. */
  onRow?: (row: ImpactRow, done: number, of: number) => void;
}

/** A consumer as it compiles by itself: derived headers replaced by what they were derived from. */
export function ownRepro(catalogue: Catalogue, consumer: Consumer, toolchain: string, stop?: string): Repro {
  const repro = consumerRepro(consumer, toolchain);
  const plain = repro.headers.reduce<string[]>(
    (stack, { id }) => {
      const base = catalogue.snapshots.find((one) => one.id === id)?.derivedFrom?.id;
      return base ? replaceInStack(catalogue, stack, base) : stack;
    },
    repro.headers.map(({ id }) => id),
  );
  const headers = stop === undefined ? plain : replaceInStack(catalogue, plain, stop);
  return { ...repro, headers: headers.map((id) => ({ id })) };
}

/** The headers edits touch in a stack, a project's own copies of them included. */
export async function editedFiles(
  stack: readonly string[],
  edits: readonly HeaderEdit[],
  { catalogue, files, indexes }: Sources,
): Promise<{ paths: Set<string>; elsewhere: string[] }> {
  const paths = new Set<string>();
  const elsewhere: string[] = [];
  const has = new Set(await files.listFiles({ headers: stack }));
  for (const edit of edits) {
    if (edit.kind === 'patch') {
      const tree = new Map(await files.readFiles({ headers: stack }, patchPaths(edit.patch, has)));
      for (const path of has) if (!tree.has(path)) tree.set(path, EMPTY);
      const patched = applyPatchEdit(tree, edit.patch);
      for (const path of patched.touched) paths.add(path);
      elsewhere.push(...patched.elsewhere);
    } else {
      const bare = edit.name.replace(/^\w+ /, '');
      const known = indexes.flatMap((index) => index.find(bare).map(({ file }) => file));
      for (const path of known) paths.add(path);
      // The built-in example's headers stand in no index.
      const demo = [...has].filter((path) => path.startsWith('/usr/include/demo/'));
      for (const [path, bytes] of await files.readFiles({ headers: stack }, demo)) {
        if (new TextDecoder().decode(bytes).includes(bare)) paths.add(path);
      }
    }
  }
  for (const id of stack) {
    for (const { from, to } of catalogue.snapshots.find((one) => one.id === id)?.kernelCopies ?? []) {
      for (const path of [...paths]) {
        if (path === from || path.startsWith(`${from}/`)) paths.add(to + path.slice(from.length));
      }
    }
  }
  return { paths, elsewhere };
}

const EMPTY = new Uint8Array();

/** Headers whose path ends as a patch's file names do: those whose text applying it needs. */
function patchPaths(patch: string, has: ReadonlySet<string>): string[] {
  const names = [...patch.matchAll(/^(?:\+\+\+|---) (\S+)/gm)].map(([, name]) =>
    name!.slice(name!.lastIndexOf('/')),
  );
  return [...has].filter((path) => names.some((name) => path.endsWith(name)));
}

export async function impact(
  input: ImpactInput,
  sources: Sources,
  compilations: Compilations,
  { signal, onRow = () => {} }: ImpactOptions = {},
): Promise<Impact> {
  const { catalogue } = sources;
  const consumers = input.consumers ?? catalogue.consumers;
  const rows: ImpactRow[] = [];
  const elsewhere = new Set<string>();
  const stacks = new Map<string, Promise<{ paths: Set<string>; elsewhere: string[] } | HeaderEditError>>();
  const reaches = new Map<string, Reach>();
  for (const consumer of consumers) {
    signal?.throwIfAborted();
    const toolchain = input.toolchain ?? bestToolchain(consumer, input.toolchains);
    const before = ownRepro(catalogue, consumer, toolchain, input.stop);
    const repro: Repro = { ...before, edits: [...input.edits] };
    const headers = before.headers.map(({ id }) => id);
    const key = headers.join(' ');
    let edited = stacks.get(key);
    if (!edited) {
      edited = editedFiles(headers, input.edits, sources).catch((error: unknown) => {
        if (error instanceof HeaderEditError) return error;
        throw error;
      });
      stacks.set(key, edited);
      reaches.set(key, new Reach({ headers }, sources.files));
    }
    const touched = await edited;
    if (!(touched instanceof HeaderEditError)) for (const path of touched.elsewhere) elsewhere.add(path);
    const row = await rowOf(consumer, before, repro, touched, reaches.get(key)!, compilations, signal);
    rows.push(row);
    onRow(row, rows.length, consumers.length);
  }
  return { rows, elsewhere: [...elsewhere] };
}

async function rowOf(
  consumer: Consumer,
  before: Repro,
  repro: Repro,
  touched: { paths: Set<string> } | HeaderEditError,
  reach: Reach,
  compilations: Compilations,
  signal: AbortSignal | undefined,
): Promise<ImpactRow> {
  const row = (state: ImpactState, more: Partial<ImpactRow> = {}): ImpactRow => ({
    consumer,
    state,
    errors: 0,
    repro,
    ...more,
  });
  if (touched instanceof HeaderEditError) return row('does-not-apply', { message: touched.message });
  if (!(await reach.reaches(consumer.file, touched.paths))) return row('untouched');
  const request: CompileRequest = requestOf(before);
  const then = await outcomeOf(compilations, request, signal);
  if (then.kind === 'failure') return row('failure', { message: then.message });
  if (!then.verdict.filesRead.some((path) => touched.paths.has(path))) return row('untouched');
  if (then.kind === 'fails') return row('broken-before', { verdict: then.verdict, errors: then.errors });
  const now = await outcomeOf(compilations, requestOf(repro), signal);
  if (now.kind === 'failure') return row('does-not-apply', { message: now.message });
  if (now.kind === 'compiles') return row('compiles', { verdict: now.verdict });
  return row('breaks', { verdict: now.verdict, errors: errorsOf(now.verdict) });
}
