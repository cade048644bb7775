/**
 * A verdict made into what people send: the repro with hashes and what was seen, and the experiment that the
 * exports of repro/ write down.
 */
import { type Catalogue, catalogueFor, withOwnStops } from '../headers/index.ts';
import {
  DEFAULT_TARGET,
  type Experiment,
  expectOf,
  type Present,
  plainHeaders,
  type Repro,
  type ShownSnapshot,
  shortHash,
} from '../repro/index.ts';
import type { ToolchainState } from './manifest.ts';
import { calledByTarget, toolchainTitle } from './retarget.ts';
import { targetOf } from './target.ts';
import type { Verdict } from './verdict.ts';

/** What a site has to compile with and against. */
export interface Site {
  catalogue: Catalogue;
  toolchains: readonly ToolchainState[];
}

/** Ready toolchains and all snapshots, with the hashes they have for the repro's target. */
export function presentOf(site: Site, repro: Repro): Present {
  const { toolchains } = site;
  const catalogue = catalogueFor(site.catalogue, targetOfRepro(repro));
  return {
    toolchains: toolchains
      .filter(({ state }) => state === 'ready')
      .map(({ id, sha256 }) => ({ id, ...(sha256 !== undefined && { hash: sha256 }) })),
    snapshots: catalogue.snapshots.map(({ id, treeHash }) => ({ id, hash: treeHash })),
  };
}

/** The repro with hashes and with what was seen here, as it is sent on. `keepText`: for files and archives. */
export async function sealedRepro(
  repro: Repro,
  verdict: Verdict,
  site: Site,
  keepText: boolean,
): Promise<Repro> {
  const { snapshots, toolchains } = presentOf(site, repro);
  const hashed = (id: string, among: Present['snapshots']) => {
    const hash = among.find((ref) => ref.id === id)?.hash;
    return { id, ...(hash !== undefined && { hash: shortHash(hash) }) };
  };
  return {
    ...repro,
    toolchain: hashed(repro.toolchain.id, toolchains),
    headers: plainHeaders(repro).map(({ id }, at) => ({
      ...hashed(id, snapshots),
      id: repro.headers[at]!.id,
    })),
    expect: await expectOf(verdict, keepText),
  };
}

/** @param link whole address, where there is one. */
export function experimentOf(
  repro: Repro,
  { catalogue: built, toolchains }: Site,
  verdict: Verdict | undefined,
  link?: string,
): Experiment {
  const catalogue = withOwnStops(catalogueFor(built, targetOfRepro(repro)), repro.stops);
  const titleOf = (id: string) => catalogue.snapshots.find((snapshot) => snapshot.id === id)?.title ?? id;
  const toolchain = toolchains.find(({ id }) => id === repro.toolchain.id);
  const target = targetOfRepro(repro);
  const command = calledByTarget(repro.command, repro.toolchain.id);
  return {
    repro,
    ...(command !== repro.command && { command }),
    ...(target !== DEFAULT_TARGET && { target }),
    toolchain: {
      title: toolchainTitle(toolchain ?? { id: repro.toolchain.id, title: repro.toolchain.id }, target),
      ...(toolchain?.sha256 !== undefined && { hash: toolchain.sha256 }),
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
    ...(verdict && { said: verdict }),
    ...(link !== undefined && { link }),
  };
}

function targetOfRepro({ toolchain, command }: Repro): string {
  return targetOf({ toolchain: toolchain.id, command });
}
