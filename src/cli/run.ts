/** One repro compiled, with everything a subcommand may then say of it. */
import { type CompileRequest, requestOf, type Verdict } from '../compiler/index.ts';
import { plainHeaders, type Repro } from '../repro/index.ts';
import { compile } from './engine.ts';
import { CannotError } from './exit.ts';
import { requireKnown } from './nearest.ts';
import type { Shelf } from './shelf.ts';
import { progressLine, type Terminal } from './terminal.ts';

export interface Run {
  request: CompileRequest;
  verdict: Verdict;
}

/**
 * @throws {UsageError} for a toolchain or headers that nobody knows here.
 * @throws {CannotError} for a toolchain that is known and not ready.
 * @throws {RuntimeFailure} when there is no verdict to believe.
 */
export async function run(shelf: Shelf, repro: Repro, timeout: number, terminal: Terminal): Promise<Run> {
  requireReady(shelf, repro.toolchain.id);
  const snapshots = shelf.catalogue.snapshots.map(({ id }) => id);
  for (const { id } of plainHeaders(repro)) requireKnown('header snapshot', id, snapshots);
  const request = requestOf(repro);
  const progress = progressLine(terminal);
  try {
    const verdict = await compile(request, {
      directory: shelf.directory,
      timeout,
      onProgress: progress.tell,
    });
    return { request, verdict };
  } finally {
    progress.clear();
  }
}

/** @throws {UsageError | CannotError} for a toolchain that nobody knows here, or that is not ready. */
export function requireReady(shelf: Shelf, id: string): void {
  requireKnown(
    'toolchain',
    id,
    shelf.toolchains.map((toolchain) => toolchain.id),
  );
  const { title, state, detail } = shelf.toolchains.find((toolchain) => toolchain.id === id)!;
  if (state === 'ready') return;
  throw new CannotError(
    `${title} is not ready: ${state}.`,
    detail ?? 'Run `npm start`, or `npm run toolchain`.',
  );
}
