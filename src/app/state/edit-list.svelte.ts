/** The header edits as the reader sees them: a list in which one can be switched off without being lost. */
import type { HeaderEdit } from '../../headers/index.ts';
import type { Repro } from '../../repro/index.ts';
import type { Origin } from './drafts.ts';

export interface ListedEdit {
  edit: HeaderEdit;
  on: boolean;
}

/** What the list changes: the repro holds the edits that are on. */
export interface EditedRepro {
  readonly repro: Repro;
  change(repro: Repro, origin: Origin): void;
  compileSoon(delay: number): void;
}

export class EditList {
  /** Those switched off, with their place in the list; they are no part of the repro. */
  #off: { at: number; edit: HeaderEdit }[] = $state.raw([]);
  readonly #of: EditedRepro;

  constructor(of: EditedRepro) {
    this.#of = of;
  }

  /** Those that are on, in the order they are made. */
  get on(): readonly HeaderEdit[] {
    return this.#of.repro.edits ?? [];
  }

  get all(): ListedEdit[] {
    const all = this.on.map((edit) => ({ edit, on: true }));
    for (const { at, edit } of this.#off) all.splice(Math.min(at, all.length), 0, { edit, on: false });
    return all;
  }

  /** Changes headers too, after what is changed already; what is asked for twice is made once. */
  add(edits: readonly HeaderEdit[]): void {
    const known = new Set(this.on.map((edit) => JSON.stringify(edit)));
    const fresh = edits.filter((edit) => !known.has(JSON.stringify(edit)));
    this.#set([...this.all, ...fresh.map((edit) => ({ edit, on: true }))]);
  }

  /** Makes one of the header edits without effect, or takes it up again. */
  switch(index: number): void {
    this.#set(this.all.map((one, at) => (at === index ? { ...one, on: !one.on } : one)));
  }

  /** Takes back one of the header edits. */
  drop(index: number): void {
    this.#set(this.all.filter((_, at) => at !== index));
  }

  /** Those switched off. */
  get off(): readonly { at: number; edit: HeaderEdit }[] {
    return this.#off;
  }

  /**
   * What is to become of a name, instead of what the list said of it; nothing takes its edits back.
   * @param name as edits name it.
   */
  decide(name: string, edits: readonly HeaderEdit[]): void {
    const others = this.all.filter(({ edit }) => edit.kind === 'patch' || edit.name !== name);
    this.#set([...others, ...edits.map((edit) => ({ edit, on: true }))]);
  }

  /** Puts a patch at the end of those that are on, or in the place of the last; an empty one is none. */
  putLast(patch: string, instead: boolean, delay: number): void {
    const all = this.all;
    const last = instead ? all.findLastIndex(({ on }) => on) : -1;
    const edits = patch ? [{ edit: { kind: 'patch' as const, patch }, on: true }] : [];
    if (last >= 0) all.splice(last, 1, ...edits);
    else all.push(...edits);
    this.#set(all, delay);
  }

  /** Takes those that are on out of the list: they have become something else. */
  takeOn(): readonly HeaderEdit[] {
    const { on } = this;
    this.#off = this.#off.map(({ edit }, at) => ({ at, edit }));
    return on;
  }

  /** Another repro is taken up, with what was switched off in it. */
  begin(off: readonly { at: number; edit: HeaderEdit }[] = []): void {
    this.#off = [...off];
  }

  #set(all: readonly ListedEdit[], delay = 0): void {
    this.#off = all.flatMap(({ edit, on }, at) => (on ? [] : [{ at, edit }]));
    const edits = all.filter(({ on }) => on).map(({ edit }) => edit);
    const { edits: _, ...repro } = this.#of.repro;
    this.#of.change(edits.length ? { ...repro, edits } : repro, 'edited');
    this.#of.compileSoon(delay);
  }
}
