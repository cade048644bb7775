/**
 * Which draft this tab works on. A tab holds a lock of the browser on its draft for as long as it lives; a
 * reload takes the same draft up again, a duplicated tab gets a draft of its own with the same content.
 */
import type { HistoryEntry } from '../opening/entry.ts';
import { type Draft, deleteDraft, listDrafts, newDraftId, readDraft, type Store } from './drafts.ts';

const SESSION_KEY = 'undeclared:tab';
const lockName = (id: string) => `undeclared:draft:${id}`;

/** Drafts without text of the reader's that are kept. */
const MAX_UNEDITED = 20;

/** How long a page being reloaded may take to let go of its lock, in ms. */
const RELEASE = 1500;

export interface TabDraft {
  id: string;
  draft: Draft | undefined;
}

export class TabDrafts {
  #release: (() => void) | undefined;

  constructor(
    readonly local: Store,
    readonly session: Store,
    readonly locks: LockManager | undefined,
    readonly onAside: (key: string) => void,
    readonly entry: HistoryEntry,
  ) {}

  /**
   * The draft this tab begins with: that of its history's entry or its own after a reload, else the last one of a
   * closed tab, else none. `fresh` gives it a new one: it came up with something to open.
   */
  async begin(fresh: boolean): Promise<TabDraft> {
    this.#prune();
    if (fresh) return { id: await this.take(newDraftId()), draft: undefined };
    const own = this.entry.draft() ?? this.session.getItem(SESSION_KEY);
    const found = own ? readDraft(this.local, own, this.onAside) : undefined;
    if (own && (await this.#hold(own, RELEASE))) return { id: own, draft: found };
    if (found) return { id: await this.take(newDraftId()), draft: found };
    const open = await this.#openIds();
    if (open.size === 0) {
      for (const draft of listDrafts(this.local, this.onAside)) {
        if (draft.lesson) continue;
        if (await this.#hold(draft.id, 0)) return { id: draft.id, draft };
      }
    }
    return { id: await this.take(newDraftId()), draft: undefined };
  }

  /** Makes this tab work on draft `id`, letting go of the one before. */
  async take(id: string): Promise<string> {
    await this.#hold(id, 0);
    return id;
  }

  /** Takes up a draft of a closed tab; undefined when another tab has it open. */
  async reopen(id: string): Promise<Draft | undefined> {
    const draft = readDraft(this.local, id, this.onAside);
    return draft && (await this.#hold(id, 0)) ? draft : undefined;
  }

  /** Drafts no tab has open, the latest first. */
  async earlier(): Promise<Draft[]> {
    const open = await this.#openIds();
    return listDrafts(this.local, this.onAside).filter((draft) => !open.has(draft.id) && !draft.lesson);
  }

  async remove(id: string): Promise<void> {
    const open = await this.#openIds();
    if (!open.has(id)) deleteDraft(this.local, id);
  }

  /** Drafts without text of the reader's, which only Back would find, are let go when there are many. */
  #prune(): void {
    const others = listDrafts(this.local, this.onAside).filter(({ origin }) => origin !== 'edited');
    for (const { id } of others.slice(MAX_UNEDITED)) deleteDraft(this.local, id);
  }

  async #openIds(): Promise<Set<string>> {
    const held = (await this.locks?.query())?.held ?? [];
    const prefix = lockName('');
    return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
  }

  /** Without a lock manager (an insecure context) every tab counts as alone. */
  async #hold(id: string, wait: number): Promise<boolean> {
    const locks = this.locks;
    let release: (() => void) | undefined;
    if (locks) {
      const granted = await new Promise<boolean>((resolve) => {
        const options: LockOptions = wait ? { signal: AbortSignal.timeout(wait) } : { ifAvailable: true };
        locks
          .request(lockName(id), options, (lock) => {
            if (!lock) return resolve(false);
            resolve(true);
            return new Promise<void>((done) => {
              release = done;
            });
          })
          .catch(() => resolve(false));
      });
      if (!granted) return false;
    }
    this.#release?.();
    this.#release = release;
    this.session.setItem(SESSION_KEY, id);
    this.entry.remember(id);
    return true;
  }
}
