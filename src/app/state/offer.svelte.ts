/**
 * What this site has to offer right now: the catalogue and the toolchains with their state. Toolchains and
 * snapshots may still be being built when the page opens; then it asks again until they are there.
 */
import * as v from 'valibot';
import { ToolchainList, type ToolchainState } from '../../compiler/index.ts';
import { type Catalogue, parseCatalogue } from '../../headers/index.ts';

/** Between two looks at the list while something is being built, in ms. */
const POLL = 2000;

export class OfferError extends Error {
  override name = 'OfferError';
}

export class Offer {
  catalogue: Catalogue = $state.raw({ format: 1, snapshots: [], consumers: [] });
  toolchains: ToolchainState[] = $state.raw([]);
  /** A sentence while snapshots are still being fetched, or why they could not be. */
  snapshotsDetail: string | undefined = $state();

  /** Called when toolchains became ready or the catalogue grew after the first load. */
  onChange: (readyNow: ToolchainState[], catalogueChanged: boolean) => void = () => {};

  #timer: ReturnType<typeof setTimeout> | undefined;
  #catalogueText = '';

  constructor(readonly generated: string) {}

  /** @throws {OfferError} when the site has nothing to compile with or against. */
  async load(): Promise<void> {
    const [catalogue, list] = await Promise.all([this.#fetchCatalogue(), this.#fetchList()]);
    if (!catalogue || !list) {
      throw new OfferError(
        'The headers and compilers of this site are missing: its folder generated/ is not there or not whole.',
      );
    }
    this.catalogue = catalogue;
    this.#take(list);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #take(list: ToolchainList): void {
    // A new object only for a new state: everything that shows toolchains derives from this.
    if (JSON.stringify(list.toolchains) !== JSON.stringify(this.toolchains))
      this.toolchains = list.toolchains;
    this.snapshotsDetail =
      list.snapshots && list.snapshots.state !== 'ready'
        ? (list.snapshots.detail ?? 'Header snapshots are still being fetched.')
        : undefined;
    const building =
      list.snapshots?.state === 'building' || list.toolchains.some(({ state }) => state === 'building');
    clearTimeout(this.#timer);
    if (building) this.#timer = setTimeout(() => void this.#poll(), POLL);
  }

  async #poll(): Promise<void> {
    const before = this.toolchains;
    const list = await this.#fetchList();
    if (!list) {
      // The server may be restarting; what is known stays true.
      this.#timer = setTimeout(() => void this.#poll(), POLL);
      return;
    }
    const readyNow = list.toolchains.filter(
      ({ id, state }) => state === 'ready' && before.find((old) => old.id === id)?.state !== 'ready',
    );
    const oldText = this.#catalogueText;
    const catalogue = await this.#fetchCatalogue();
    const catalogueChanged = catalogue !== undefined && this.#catalogueText !== oldText;
    if (catalogueChanged) this.catalogue = catalogue;
    this.#take(list);
    if (readyNow.length || catalogueChanged) this.onChange(readyNow, catalogueChanged);
  }

  async #fetchCatalogue(): Promise<Catalogue | undefined> {
    try {
      const response = await fetch(`${this.generated}catalogue.json`, { cache: 'no-cache' });
      if (!response.ok) return undefined;
      const text = await response.text();
      const catalogue = parseCatalogue(JSON.parse(text));
      this.#catalogueText = text;
      return catalogue;
    } catch {
      return undefined;
    }
  }

  async #fetchList(): Promise<ToolchainList | undefined> {
    try {
      const response = await fetch(`${this.generated}toolchains.json`, { cache: 'no-cache' });
      return response.ok ? v.parse(ToolchainList, await response.json()) : undefined;
    } catch {
      return undefined;
    }
  }
}
