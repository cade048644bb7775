/** Stops of the reader's own on the timeline: a snapshot with a named set of edits. */
import {
  editSentence,
  freeStopId,
  type HeaderEdit,
  LIMITS,
  type OwnStop,
  type Repro,
} from '../../repro/index.ts';
import type { Notices } from '../shell/notices.svelte.ts';
import type { Origin } from './drafts.ts';
import type { EditList } from './edit-list.svelte.ts';

/** What has the stops. */
export interface StopsOwner {
  readonly repro: Repro;
  /** Where the timeline's stop stands in the header stack, or -1. */
  readonly stopPlace: number;
  readonly headerEdits: EditList;
  readonly notices: Notices;
  change(repro: Repro, origin: Origin): void;
  compileSoon(delay: number): void;
}

/** "removed VFIO_X and 3 more" */
export function titleOfEdits(edits: readonly HeaderEdit[]): string {
  const [first, ...others] = edits.map(editSentence);
  return `${first ?? 'no edit'}${others.length ? ` and ${others.length} more` : ''}`.slice(0, LIMITS.title);
}

export class OwnStops {
  readonly #of: StopsOwner;

  constructor(of: StopsOwner) {
    this.#of = of;
  }

  get all(): readonly OwnStop[] {
    return this.#of.repro.stops ?? [];
  }

  /** The one that is chosen. */
  get chosen(): OwnStop | undefined {
    const { repro, stopPlace } = this.#of;
    return this.all.find(({ id }) => id === repro.headers[stopPlace]?.id);
  }

  /**
   * A stop behind `from` (of the catalogue's or of one's own), chosen at once. The reader's other edits stay in their
   * list. Where there are too many already, says so and changes nothing.
   */
  add(title: string, from: string, edits: readonly HeaderEdit[]): void {
    const { repro, stopPlace, notices } = this.#of;
    if (this.all.length >= LIMITS.stops) {
      notices.add({
        tone: 'problem',
        text: `A timeline holds ${LIMITS.stops} stops of your own: take one off first.`,
      });
      return;
    }
    const below = this.all.find(({ id }) => id === from);
    const stop: OwnStop = {
      id: freeStopId(this.all),
      title: title.trim().slice(0, LIMITS.title) || titleOfEdits(edits),
      from: below?.from ?? from,
      edits: [...(below?.edits ?? []), ...edits],
    };
    const headers = stopPlace < 0 ? repro.headers : repro.headers.with(stopPlace, { id: stop.id });
    this.#set({ ...repro, headers }, [...this.all, stop]);
  }

  /** The edits of the list, made in the chosen stop, as a stop of their own: the list is done with them. */
  addList(title: string): void {
    const { repro, stopPlace, headerEdits } = this.#of;
    const from = repro.headers[stopPlace]?.id;
    if (from === undefined || this.all.length >= LIMITS.stops) return;
    const edits = headerEdits.takeOn();
    const { edits: _, ...rest } = repro;
    this.#of.change(rest, 'edited');
    this.add(title, from, edits);
  }

  rename(id: string, title: string): void {
    const name = title.trim().slice(0, LIMITS.title);
    if (!name) return;
    this.#set(
      this.#of.repro,
      this.all.map((one) => (one.id === id ? { ...one, title: name } : one)),
    );
  }

  /** Takes a stop off the timeline and puts its edits back into the list, before what is there. */
  unfold(id: string): void {
    const stop = this.all.find((one) => one.id === id);
    if (!stop) return;
    const { repro } = this.#of;
    this.#without(stop, { ...repro, edits: [...stop.edits, ...(repro.edits ?? [])].slice(0, LIMITS.edits) });
  }

  remove(id: string): void {
    const before = this.#of.repro;
    const stop = this.all.find((one) => one.id === id);
    if (!stop) return;
    this.#without(stop, before);
    this.#of.notices.add({
      tone: 'info',
      text: `${stop.title} is no longer on the timeline.`,
      action: {
        label: 'Undo',
        run: () => {
          if (this.all.some((one) => one.id === id)) return;
          this.#set(this.#of.repro, [...this.all, stop]);
        },
      },
    });
  }

  #without(stop: OwnStop, repro: Repro): void {
    const headers = repro.headers.map((ref) => (ref.id === stop.id ? { id: stop.from } : ref));
    this.#set(
      { ...repro, headers },
      this.all.filter(({ id }) => id !== stop.id),
    );
  }

  #set(repro: Repro, stops: readonly OwnStop[]): void {
    const { stops: _, ...rest } = repro;
    this.#of.change(stops.length ? { ...rest, stops: [...stops] } : rest, 'edited');
    this.#of.compileSoon(0);
  }
}
