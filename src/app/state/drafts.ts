/**
 * What the reader is working on, kept in this browser. Each tab works on a draft of its own, so that two tabs
 * never write over one another; drafts of closed tabs can be opened again. Nothing here deletes text by itself:
 * what cannot be read is set aside under another key.
 */
import * as v from 'valibot';
import { HeaderEdit, LIMITS, Repro } from '../../repro/index.ts';

const DRAFT = 'undeclared:draft:';
const ASIDE = 'undeclared:aside:';

/**
 * How much of a draft is the reader's: `default` is what the page opened by itself (only the stop was moved) and
 * may be replaced by a better default at the next visit; `chosen` has no text of theirs; `edited` has.
 */
export const Draft = v.object({
  format: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,32}$/)),
  /** Milliseconds since 1970. */
  savedAt: v.pipe(v.number(), v.finite()),
  origin: v.picklist(['default', 'chosen', 'edited']),
  repro: Repro,
  /** What somebody sent, as it was opened. */
  opened: v.optional(Repro),
  /** Header edits switched off, with their place in the list. */
  off: v.optional(
    v.pipe(
      v.array(v.object({ at: v.pipe(v.number(), v.integer(), v.minValue(0)), edit: HeaderEdit })),
      v.maxLength(LIMITS.edits),
    ),
  ),
  /** The build log being reproduced, and which of its files. */
  log: v.optional(v.object({ text: v.string(), source: v.string() })),
  /**
   * It is a lesson's: `of` and `step` say which lesson and step it is the work on, `before` is the draft to go back to
   * when the lesson is left.
   */
  lesson: v.optional(
    v.object({
      before: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,32}$/)),
      of: v.optional(v.pipe(v.string(), v.maxLength(200))),
      step: v.optional(v.pipe(v.number(), v.integer())),
    }),
  ),
});
export type Draft = v.InferOutput<typeof Draft>;
export type Origin = Draft['origin'];

/** Characters one draft may take: two of them fit the 5 million that browsers give a site. */
export const MAX_DRAFT = 2_200_000;

export type SaveResult = { saved: true } | { saved: false; why: string };

/** The part of `Storage` used here. */
export interface Store {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export function newDraftId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 16);
}

export function saveDraft(store: Store, draft: Draft): SaveResult {
  const text = JSON.stringify(draft);
  if (text.length > MAX_DRAFT) {
    return {
      saved: false,
      why: 'Your files are too large to be kept in this browser: save them before you leave.',
    };
  }
  try {
    store.setItem(DRAFT + draft.id, text);
    return { saved: true };
  } catch {
    return {
      saved: false,
      why: 'This browser has no more room for your work: delete earlier work, or save it before you leave.',
    };
  }
}

export function deleteDraft(store: Store, id: string): void {
  store.removeItem(DRAFT + id);
}

/** Undefined where there is none, or where it cannot be read; then it has been set aside and `onAside` told. */
export function readDraft(store: Store, id: string, onAside: (key: string) => void): Draft | undefined {
  const text = store.getItem(DRAFT + id);
  if (text === null) return undefined;
  try {
    return v.parse(Draft, JSON.parse(text));
  } catch {
    setAside(store, id, text, onAside);
    return undefined;
  }
}

/** All drafts that can be read, the latest first. */
export function listDrafts(store: Store, onAside: (key: string) => void): Draft[] {
  const ids: string[] = [];
  for (let i = 0; i < store.length; i++) {
    const key = store.key(i);
    if (key?.startsWith(DRAFT)) ids.push(key.slice(DRAFT.length));
  }
  return ids
    .map((id) => readDraft(store, id, onAside))
    .filter((draft) => draft !== undefined)
    .sort((a, b) => b.savedAt - a.savedAt);
}

function setAside(store: Store, id: string, text: string, onAside: (key: string) => void): void {
  const key = `${ASIDE}${id}:${Date.now().toString(36)}`;
  // Room first: the two copies may not fit beside each other. Should the second write fail, the first goes back.
  store.removeItem(DRAFT + id);
  try {
    store.setItem(key, text);
  } catch {
    store.setItem(DRAFT + id, text);
    return;
  }
  onAside(key);
}

/** What was set aside under `key`, as it was. */
export function readAside(store: Store, key: string): string | undefined {
  return store.getItem(key) ?? undefined;
}
