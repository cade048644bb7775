/** Whom the header changes of this experiment break, consumer by consumer of the catalogue. */
import type { HeaderEdit } from '../../repro/index.ts';
import type { ImpactRow } from '../../study/index.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { Inquiry } from './inquiry.svelte.ts';

export class ImpactState extends Inquiry {
  rows: ImpactRow[] = $state.raw([]);
  elsewhere: string[] = $state.raw([]);

  /** The reader's edits, else those of the derived stop that is chosen. */
  readonly edits: readonly HeaderEdit[] = $derived.by(() => {
    const { headerEdits, stop } = this.workspace;
    if (headerEdits.on.length) return headerEdits.on;
    return (stop?.derivedFrom?.edits ?? []) as readonly HeaderEdit[];
  });
  readonly key: string = $derived(JSON.stringify(this.edits));

  constructor(readonly workspace: Workspace) {
    super();
  }

  start(): Promise<void> {
    const { offer, study } = this.workspace;
    this.rows = [];
    this.elsewhere = [];
    return this.run(this.key, offer.catalogue.consumers.length, async (signal, isLive) => {
      const { elsewhere } = await study.call(
        'impact',
        { edits: $state.snapshot(this.edits) as HeaderEdit[], lanes: study.lanes },
        offer,
        {
          signal,
          onRow: ({ row, done, of }) => {
            if (!isLive()) return;
            this.rows = [...this.rows, row];
            this.progress = { done, of };
          },
        },
      );
      if (isLive()) this.elsewhere = elsewhere;
    });
  }
}
