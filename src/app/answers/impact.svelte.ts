/** Whom the header changes of this experiment break, consumer by consumer of the catalogue. */
import { RuntimeFailure } from '../../compiler/index.ts';
import type { HeaderEdit } from '../../repro/index.ts';
import type { ImpactRow } from '../../study/index.ts';
import type { Workspace } from '../workspace.svelte.ts';

export class ImpactState {
  rows: ImpactRow[] = $state.raw([]);
  progress: { done: number; of: number } | undefined = $state.raw();
  elsewhere: string[] = $state.raw([]);
  problem: string | undefined = $state();
  /** The edits the rows are of. */
  of: string | undefined = $state();

  /** The reader's edits, else those of the derived stop that is chosen. */
  readonly edits: readonly HeaderEdit[] = $derived.by(() => {
    const { headerEdits, stop } = this.workspace;
    if (headerEdits.on.length) return headerEdits.on;
    return (stop?.derivedFrom?.edits ?? []) as readonly HeaderEdit[];
  });
  readonly key: string = $derived(JSON.stringify(this.edits));
  readonly running: boolean = $derived(this.progress !== undefined);

  #stop: AbortController | undefined;

  constructor(readonly workspace: Workspace) {}

  async start(): Promise<void> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.of = this.key;
    this.rows = [];
    this.elsewhere = [];
    this.problem = undefined;
    this.progress = { done: 0, of: this.workspace.offer.catalogue.consumers.length };
    try {
      const { elsewhere } = await this.workspace.study.call(
        'impact',
        { edits: $state.snapshot(this.edits) as HeaderEdit[], lanes: this.workspace.study.lanes },
        this.workspace.offer,
        {
          signal: stop.signal,
          onRow: ({ row, done, of }) => {
            if (this.#stop !== stop) return;
            this.rows = [...this.rows, row];
            this.progress = { done, of };
          },
        },
      );
      if (this.#stop === stop) this.elsewhere = elsewhere;
    } catch (error) {
      if (error instanceof RuntimeFailure && error.kind === 'cancelled') return;
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#stop === stop) this.progress = undefined;
    }
  }

  cancel(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.progress = undefined;
  }
}
