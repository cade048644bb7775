/** Keeps what the reader does in this tab's draft, a moment after each change. */
import type { HeaderEdit, Repro } from '../../repro/index.ts';
import { MAX_KEPT_LOG, type Posted } from '../log/posted.ts';
import { type Draft, newDraftId, type Origin, saveDraft } from './drafts.ts';
import type { TabDrafts } from './tab-draft.ts';

/** Pause after a change before it is stored, in ms. */
const SAVING = 250;

/** What is kept. */
export interface Kept {
  readonly repro: Repro;
  readonly origin: Origin;
  readonly opened: Repro | undefined;
  readonly posted: Posted | undefined;
  /** The build log being reproduced. */
  readonly log: string | undefined;
  readonly headerEdits: { readonly off: readonly { at: number; edit: HeaderEdit }[] };
  readonly lessons: { readonly kept: Draft['lesson'] };
}

export class Keeping {
  /** Why the last change could not be kept. */
  problem: string | undefined = $state();
  draftId = '';
  readonly #of: Kept;
  readonly #drafts: TabDrafts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(of: Kept, drafts: TabDrafts) {
    this.#of = of;
    this.#drafts = drafts;
  }

  /** From here on another draft is written; the one before stays as it is. */
  async beginDraft(): Promise<void> {
    this.draftId = await this.#drafts.take(newDraftId());
  }

  saveSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), SAVING);
  }

  /** Writes what is still waiting to be written. */
  flush(): void {
    if (this.#timer !== undefined) this.save();
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { opened, posted, log } = this.#of;
    const draft: Draft = {
      format: 1,
      id: this.draftId,
      savedAt: Date.now(),
      origin: this.#of.origin,
      repro: this.#of.repro,
      ...(opened && { opened }),
      ...(this.#of.headerEdits.off.length && { off: [...this.#of.headerEdits.off] }),
      ...(this.#of.lessons.kept && { lesson: this.#of.lessons.kept }),
      ...(posted &&
        log !== undefined &&
        log.length <= MAX_KEPT_LOG && { log: { text: log, source: posted.unit.source } }),
    };
    const result = saveDraft(this.#drafts.local, draft);
    this.problem = result.saved ? undefined : result.why;
  }
}
