/** Whom a header change breaks: the catalogue's consumers before and after it. */
import { type CompileRequest, requestOf, type Verdict } from '../../compiler/index.ts';
import {
  bestToolchain,
  type Catalogue,
  type Consumer,
  consumerRepro,
  type HeaderEditError,
  type OfferedToolchain,
  replaceInStack,
} from '../../headers/index.ts';
import type { HeaderEdit, Repro } from '../../repro/index.ts';
import type { Sources } from '../blame/view.ts';
import { patchIn } from '../changes/fitting.ts';
import { inLanes } from './lanes.ts';
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
  /** Consumers looked at at a time. */
  lanes?: number;
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

export interface EditedFiles {
  /** Absolute, a project's own copies of kernel headers included. */
  paths: Set<string>;
  /** Paths of a patch that are no installed header. */
  elsewhere: string[];
  /** The edits cannot be made in this stack. */
  error?: HeaderEditError;
}

/** The headers edits touch in a stack. */
export async function editedFiles(
  stack: readonly string[],
  edits: readonly HeaderEdit[],
  { catalogue, files, indexes }: Sources,
): Promise<EditedFiles> {
  let error: HeaderEditError | undefined;
  const paths = new Set<string>();
  const elsewhere: string[] = [];
  for (const edit of edits) {
    if (edit.kind === 'patch') {
      const inStack = await patchIn({ headers: stack }, edit.patch, files);
      error = inStack.error ?? error;
      for (const path of inStack.touched) paths.add(path);
      elsewhere.push(...inStack.elsewhere);
    } else {
      const bare = edit.name.replace(/^\w+ /, '');
      // Edits are made in kernel and libc: a project's own headers are none of theirs.
      const known = indexes.flatMap((index) =>
        index.find(bare).flatMap(({ file }) => (file.startsWith('/') ? [file] : [])),
      );
      for (const path of known) paths.add(path);
      // The built-in example's headers stand in no index.
      const demo = (await files.listFiles({ headers: stack })).filter((path) =>
        path.startsWith('/usr/include/demo/'),
      );
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
  return { paths, elsewhere, ...(error && { error }) };
}

export async function impact(
  input: ImpactInput,
  sources: Sources,
  compilations: Compilations,
  { signal, onRow = () => {}, lanes = 1 }: ImpactOptions = {},
): Promise<Impact> {
  const { catalogue } = sources;
  const consumers = input.consumers ?? catalogue.consumers;
  const rows = new Map<Consumer, ImpactRow>();
  const queue = [...consumers];
  const elsewhere = new Set<string>();
  const stacks = new Map<string, { edited: Promise<EditedFiles>; reach: Reach }>();
  const stackOf = (headers: readonly string[]) => {
    const key = headers.join(' ');
    let stack = stacks.get(key);
    if (!stack) {
      stack = {
        edited: editedFiles(headers, input.edits, sources),
        reach: new Reach({ headers }, sources.files),
      };
      stacks.set(key, stack);
    }
    return stack;
  };
  const look = async (consumer: Consumer): Promise<ImpactRow | undefined> => {
    const toolchain = input.toolchain ?? bestToolchain(consumer, input.toolchains);
    let chosen: { before: Repro; edited: EditedFiles; reach: Reach } | undefined;
    // A patch is made for one version: the nearest stop of the consumer's that it fits is taken.
    for (const stop of input.stop === undefined
      ? [undefined, ...plainStops(catalogue, consumer)]
      : [input.stop]) {
      const before = ownRepro(catalogue, consumer, toolchain, stop);
      const { edited: coming, reach } = stackOf(before.headers.map(({ id }) => id));
      const edited = await coming;
      chosen ??= { before, edited, reach };
      // What cannot read the header need not be tried elsewhere.
      if (!(await chosen.reach.reaches(consumer.file, chosen.edited.paths))) break;
      if (edited.error) continue;
      chosen = { before, edited, reach };
      break;
    }
    if (!chosen) return undefined;
    const { before, edited, reach } = chosen;
    for (const path of edited.elsewhere) elsewhere.add(path);
    const repro: Repro = { ...before, edits: [...input.edits] };
    return rowOf(consumer, before, repro, edited, reach, compilations, signal);
  };
  await inLanes(lanes, async () => {
    signal?.throwIfAborted();
    const consumer = queue.shift();
    if (!consumer) return false;
    const row = await look(consumer);
    if (row) {
      rows.set(consumer, row);
      onRow(row, rows.size, consumers.length);
    }
    return true;
  });
  return { rows: consumers.flatMap((one) => rows.get(one) ?? []), elsewhere: [...elsewhere] };
}

/** A consumer's stops without derived ones, the oldest first. */
function plainStops({ snapshots }: Catalogue, { timeline }: Consumer): string[] {
  return timeline.filter((id) => !snapshots.find((one) => one.id === id)?.derivedFrom);
}

async function rowOf(
  consumer: Consumer,
  before: Repro,
  repro: Repro,
  touched: EditedFiles,
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
  if (!(await reach.reaches(consumer.file, touched.paths))) return row('untouched');
  if (touched.error) return row('does-not-apply', { message: touched.error.message });
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
