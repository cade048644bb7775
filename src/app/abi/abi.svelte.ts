/** Values and layouts of what the consumer uses, at the chosen stop and at another, worked out while they are shown. */
import { type CompileRequest, RuntimeFailure, requestOf } from '../../compiler/index.ts';
import {
  type Abi,
  earlierStack,
  type LayoutTarget,
  layoutTargetOf,
  type NameChange,
} from '../../study/index.ts';
import type { AbiAsked } from '../answers/messages.ts';
import { fullTitle, requestKey, withStop } from '../state/stack.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Pause before it is asked: stops are walked past, and text is typed. In ms. */
const PAUSE = 350;
/** Stands for the chosen stop as it is without the reader's edits. */
export const UNEDITED = 'unedited';

export class AbiState {
  answer: { key: string; abi: Abi } | undefined = $state.raw();
  /** Why there is no answer, with what to do. */
  problem: { key: string; text: string } | undefined = $state.raw();
  asking = $state(false);
  /** The reader's choice; that of the compile where there is none. */
  chosenTarget: LayoutTarget['id'] | undefined = $state();
  /** A stop's id or `UNEDITED`; what `earlierStack` says where the reader has not chosen. */
  from: string | undefined = $state();
  /** The name that is shown; the first one where that is not among them. */
  name: string | undefined = $state();

  readonly target: LayoutTarget['id'] = $derived.by(
    () => this.chosenTarget ?? layoutTargetOf(requestOf(this.workspace.repro)).id,
  );
  readonly toolchain = $derived.by(() =>
    this.workspace.offer.toolchains.findLast(({ family, state }) => family === 'clang' && state === 'ready'),
  );
  /** What can be compared with, in the timeline's order. */
  readonly others: { value: string; label: string }[] = $derived.by(() => {
    const { catalogue, stop, stops } = this.workspace;
    const { on: edits } = this.workspace.headerEdits;
    const unedited = edits.length > 0 ? [{ value: UNEDITED, label: 'Without your edits' }] : [];
    return [
      ...unedited,
      ...stops
        .filter(({ id }) => id !== stop?.id)
        .map((one) => ({ value: one.id, label: fullTitle(one, catalogue) })),
    ];
  });
  readonly other: string | undefined = $derived.by(() => {
    const { offer, repro, stops } = this.workspace;
    const { on: edits } = this.workspace.headerEdits;
    if (this.others.some(({ value }) => value === this.from)) return this.from;
    if (edits.length > 0) return UNEDITED;
    const ids = stops.map(({ id }) => id);
    const earlier = earlierStack(offer.catalogue, requestOf(repro), ids);
    return earlier?.headers.find((id) => ids.includes(id));
  });
  readonly #asked: (AbiAsked & { key: string }) | undefined = $derived.by(() => {
    const { other, toolchain } = this;
    const { repro, stops } = this.workspace;
    if (other === undefined || !toolchain) return undefined;
    const { edits: _, ...unedited } = repro;
    const after = requestOf(repro);
    const before: CompileRequest = requestOf(
      other === UNEDITED ? unedited : withStop(unedited, stops, other),
    );
    const key = [this.target, toolchain.id, requestKey(before), requestKey(after)].join(' ');
    return { key, before, after, target: this.target, toolchain: toolchain.id };
  });
  readonly current: Abi | undefined = $derived(
    this.answer && this.answer.key === this.#asked?.key ? this.answer.abi : undefined,
  );
  readonly currentProblem: string | undefined = $derived(
    this.problem && this.problem.key === this.#asked?.key ? this.problem.text : undefined,
  );
  readonly shown: NameChange | undefined = $derived(
    this.current?.changes.find(({ name }) => name === this.name) ?? this.current?.changes[0],
  );
  /** Changes when there is something else to ask. */
  readonly key: string | undefined = $derived(this.#asked?.key);

  constructor(readonly workspace: Workspace) {}

  /** Asks for what is shown now, unless it is known. @returns what ends it. */
  look(): () => void {
    const asked = this.#asked;
    if (!asked || this.answer?.key === asked.key) return () => {};
    const stop = new AbortController();
    const timer = setTimeout(() => void this.#ask(asked, stop.signal), PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }

  /** Once more, after a failure. */
  again(): void {
    if (this.#asked) void this.#ask(this.#asked, new AbortController().signal);
  }

  async #ask({ key, ...parameters }: AbiAsked & { key: string }, signal: AbortSignal): Promise<void> {
    this.asking = true;
    this.problem = undefined;
    try {
      const { offer, study } = this.workspace;
      const abi = await study.call('abi', $state.snapshot(parameters) as AbiAsked, offer, { signal });
      if (!signal.aborted) this.answer = { key, abi };
    } catch (error) {
      if (signal.aborted || (error instanceof RuntimeFailure && error.kind === 'cancelled')) return;
      const advice = error instanceof RuntimeFailure ? ` ${error.advice}` : '';
      this.problem = { key, text: `${error instanceof Error ? error.message : String(error)}${advice}` };
    } finally {
      if (!signal.aborted) this.asking = false;
    }
  }
}
