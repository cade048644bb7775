/** The verdicts of one consumer over stops, toolchains and libcs, the most telling first. */
import { type CompileRequest, RuntimeFailure, type Verdict } from '../../compiler/index.ts';
import { type Catalogue, HeaderEditError, replaceInStack, type Snapshot } from '../../headers/index.ts';
import type { OwnStop } from '../../repro/index.ts';
import { inLanes } from './lanes.ts';
import type { Compilations } from './store.ts';

export interface Cell {
  /** Snapshot id in the kernel's (or libc's) place of the stack. */
  stop: string;
  toolchain: string;
  /** Another libc than the request's own; absent on its own row. */
  libc?: string;
}

export type Outcome =
  | { kind: 'compiles'; verdict: Verdict; reused: boolean }
  | { kind: 'fails'; verdict: Verdict; errors: number; reused: boolean }
  /** No verdict: the runtime failed, or an edit cannot be made at that stop. */
  | { kind: 'failure'; message: string };

export interface Filled {
  cell: Cell;
  request: CompileRequest;
  outcome: Outcome;
}

export interface TimelineInput {
  /** At any snapshot; edits in it are made at every stop. */
  request: CompileRequest;
  /** Ids in order: of snapshots, or of `own`. */
  stops: readonly string[];
  /** Stops that the repro brings along. */
  own?: readonly OwnStop[];
  /** Those ready; the request's own alone when not given. */
  toolchains?: readonly string[];
  libcs?: readonly string[];
  /** The command line for a toolchain, where it is not the request's own. */
  commandFor?: (toolchain: string) => string;
}

export interface TimelineOptions {
  signal?: AbortSignal;
  /** A cell that is filled, in the order they come. */
  onCell?: (filled: Filled) => void;
  /** Compiles at a time; those that may turn out to be the same never overlap. */
  lanes?: number;
}

export function errorsOf({ diagnostics }: Pick<Verdict, 'diagnostics'>): number {
  return diagnostics.filter(({ severity }) => severity === 'error' || severity === 'fatal error').length;
}

/** The request at a cell. */
export function requestAt(
  catalogue: Catalogue,
  { request, own = [], commandFor }: Pick<TimelineInput, 'request' | 'own' | 'commandFor'>,
  { stop, toolchain, libc }: Cell,
): CompileRequest {
  const made = own.find(({ id }) => id === stop);
  let headers = replaceInStack(catalogue, request.headers, made?.from ?? stop);
  if (libc !== undefined) headers = replaceInStack(catalogue, headers, libc);
  return {
    ...request,
    headers,
    ...(made && { edits: [...made.edits, ...(request.edits ?? [])] }),
    toolchain,
    ...(toolchain !== request.toolchain && commandFor && { command: commandFor(toolchain) }),
  };
}

/**
 * Cells by importance: the row of the request's own toolchain and libc from its own stop outwards, then that row for
 * other toolchains, then other libcs.
 */
export function cellsOf({ request, stops, toolchains, libcs = [] }: TimelineInput): Cell[] {
  const at = Math.max(
    0,
    stops.findIndex((stop) => request.headers.includes(stop)),
  );
  const outwards = [...stops].sort(
    (a, b) => Math.abs(stops.indexOf(a) - at) - Math.abs(stops.indexOf(b) - at),
  );
  const others = (toolchains ?? []).filter((id) => id !== request.toolchain);
  const rows = [request.toolchain, ...others];
  const elsewhere = libcs.filter((id) => !request.headers.includes(id) && !stops.includes(id));
  return [undefined, ...elsewhere].flatMap((libc) =>
    rows.flatMap((toolchain) =>
      outwards.map((stop) => ({ stop, toolchain, ...(libc !== undefined && { libc }) })),
    ),
  );
}

export async function outcomeOf(
  compilations: Compilations,
  request: CompileRequest,
  signal?: AbortSignal,
): Promise<Outcome> {
  try {
    const { verdict, reused } = await compilations.verdictOf(request, signal);
    return verdict.exitCode === 0
      ? { kind: 'compiles', verdict, reused }
      : { kind: 'fails', verdict, errors: errorsOf(verdict), reused };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof RuntimeFailure || error instanceof HeaderEditError) {
      return { kind: 'failure', message: error.message };
    }
    throw error;
  }
}

/**
 * Fills the matrix. What is equal is compiled once; what fails to give a verdict is told and does not stop the rest.
 * @throws the signal's reason when it is aborted.
 */
export async function fillTimeline(
  catalogue: Catalogue,
  input: TimelineInput,
  compilations: Compilations,
  { signal, onCell = () => {}, lanes = 1 }: TimelineOptions = {},
): Promise<Filled[]> {
  const queue = cellsOf(input);
  const filled: Filled[] = [];
  await inLanes(lanes, async () => {
    signal?.throwIfAborted();
    const cell = queue.shift();
    if (!cell) return false;
    const request = requestAt(catalogue, input, cell);
    const one = { cell, request, outcome: await outcomeOf(compilations, request, signal) };
    filled.push(one);
    onCell(one);
    return true;
  });
  return filled;
}

/** "Compiles with Linux 5.10 and again from nvlink2 reserved on; fails with nvlink2 removed (8 errors)." */
export function timelineSentence(
  stops: readonly string[],
  filled: readonly Pick<Filled, 'cell' | 'outcome'>[],
  { snapshots }: { snapshots: readonly Pick<Snapshot, 'id' | 'title'>[] },
): string {
  const titleOf = (id: string) => snapshots.find((one) => one.id === id)?.title ?? id;
  const outcome = (stop: string) => filled.find(({ cell }) => cell.stop === stop)?.outcome;
  const good = stops.filter((stop) => outcome(stop)?.kind === 'compiles');
  const bad = stops.flatMap((stop) => {
    const one = outcome(stop);
    return one?.kind === 'fails' ? [{ stop, errors: one.errors }] : [];
  });
  if (good.length === 0 && bad.length === 0) return 'No stop has a verdict.';
  if (bad.length === 0)
    return `Compiles at every stop, from ${titleOf(good[0]!)} to ${titleOf(good.at(-1)!)}.`;
  if (good.length === 0) return 'Compiles at no stop.';
  const fails = bad.map(({ stop, errors }) => `${titleOf(stop)} (${errors} error${errors === 1 ? '' : 's'})`);
  return `Compiles first with ${titleOf(good[0]!)} and last with ${titleOf(good.at(-1)!)}; fails with ${fails.join(', ')}.`;
}
