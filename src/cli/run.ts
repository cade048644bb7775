/** One repro compiled, with everything a subcommand may then say of it. */
import type { CompileRequest, Verdict } from '../compiler/index.ts';
import { type Experiment, expectOf, type Repro, type ShownSnapshot } from '../repro/index.ts';
import { compile } from './engine.ts';
import { CannotError } from './exit.ts';
import { requireKnown } from './nearest.ts';
import { requestOf } from './request.ts';
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
  for (const { id } of repro.headers) requireKnown('header snapshot', id, snapshots);
  const request = await requestOf(shelf, repro);
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

function requireReady(shelf: Shelf, id: string): void {
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

/** The repro with hashes and with what was seen here, as it is sent on. `keepText`: for files and archives. */
export async function sealed(
  shelf: Shelf,
  repro: Repro,
  verdict: Verdict,
  keepText: boolean,
): Promise<Repro> {
  const { snapshots, toolchains } = shelf.present();
  const hashed = (id: string, among: readonly { id: string; hash?: string | undefined }[]) => {
    const hash = among.find((ref) => ref.id === id)?.hash;
    return { id, ...(hash !== undefined && { hash: hash.slice(0, 32) }) };
  };
  return {
    ...repro,
    toolchain: hashed(repro.toolchain.id, toolchains),
    headers: repro.headers.map(({ id }) => hashed(id, snapshots)),
    expect: await expectOf(verdict, keepText),
  };
}

export function experimentOf(shelf: Shelf, repro: Repro, verdict: Verdict, link?: string): Experiment {
  const { catalogue } = shelf;
  const titleOf = (id: string) => catalogue.snapshots.find((snapshot) => snapshot.id === id)?.title ?? id;
  const manifest = shelf.manifest(repro.toolchain.id);
  return {
    repro,
    toolchain: {
      title: manifest?.title ?? repro.toolchain.id,
      ...(manifest && { hash: manifest.module.sha256 }),
    },
    headers: repro.headers.map(({ id }): ShownSnapshot => {
      const snapshot = catalogue.snapshots.find((one) => one.id === id);
      if (!snapshot) return { id, title: id };
      const { title, treeHash, packages, derivedFrom, notice } = snapshot;
      return {
        id,
        title,
        hash: treeHash,
        packages,
        ...(derivedFrom && {
          derivedFrom: { title: titleOf(derivedFrom.id), edits: derivedFrom.edits },
        }),
        ...(notice !== undefined && { notice }),
      };
    }),
    said: verdict,
    ...(link !== undefined && { link }),
  };
}
