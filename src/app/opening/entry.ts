import { isLessonFragment } from '../lesson/address.ts';

/**
 * The browser's history, as far as the page keeps something in it: each entry remembers the draft that was shown
 * there, so that Back from an opened link returns to what the reader was doing, and a reload never opens a link anew
 * over what they made of it.
 */
export interface HistoryEntry {
  /** Draft id of the present entry; undefined for one just made, by a link or an address typed in. */
  draft(): string | undefined;
  remember(draft: string): void;
  /** The address no longer says what the page shows: takes the fragment away, but for that of a lesson. */
  dropFragment(): void;
  /** Makes a fragment (without `#`) the address of what is shown. */
  show(fragment: string): void;
  /** As `dropFragment`, a lesson's too. */
  leaveAddress(): void;
}

interface EntryState {
  undeclaredDraft?: unknown;
}

export const browserEntry: HistoryEntry = {
  draft() {
    const draft = (history.state as EntryState | null)?.undeclaredDraft;
    return typeof draft === 'string' && /^[a-z0-9]{1,32}$/.test(draft) ? draft : undefined;
  },
  remember(draft) {
    history.replaceState({ undeclaredDraft: draft } satisfies EntryState, '');
  },
  dropFragment() {
    if (location.hash && !isLessonFragment(location.hash)) this.leaveAddress();
  },
  show(fragment) {
    history.replaceState(history.state, '', `${location.pathname}${location.search}#${fragment}`);
  },
  leaveAddress() {
    if (location.hash) history.replaceState(history.state, '', location.pathname + location.search);
  },
};

/** For an embedded page, which keeps nothing and stays at its address. */
export const noEntry: HistoryEntry = {
  draft: () => undefined,
  remember: () => {},
  dropFragment: () => {},
  show: () => {},
  leaveAddress: () => {},
};
