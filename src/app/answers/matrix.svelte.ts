/** The verdicts of this experiment at all stops, with every toolchain, and with every libc where asked for. */
import { requestOf, toolchainsFor } from '../../compiler/index.ts';
import { withoutOwnStops } from '../../repro/index.ts';
import type { Filled } from '../../study/index.ts';
import { libcOptions } from '../state/stack.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { Inquiry } from './inquiry.svelte.ts';
import type { Matrix } from './messages.ts';

export class MatrixState extends Inquiry {
  cells: Map<string, Filled> = $state.raw(new Map());
  counts: { compiled: number; reused: number } | undefined = $state.raw();
  libcs = $state(false);

  readonly toolchains = $derived.by(() =>
    toolchainsFor(
      this.workspace.offer.toolchains.filter(({ state }) => state === 'ready'),
      this.workspace.target,
    ),
  );
  readonly libcIds: (string | undefined)[] = $derived.by(() => {
    const { workspace } = this;
    if (!this.libcs) return [undefined];
    const own = workspace.libcId;
    return [
      undefined,
      ...libcOptions(workspace.offer.catalogue)
        .map(({ id }) => id)
        .filter((id) => id !== own),
    ];
  });
  /** Of everything a cell depends on but its own place. */
  readonly key: string = $derived.by(() => {
    const { repro } = this.workspace;
    return JSON.stringify([repro.consumer, repro.command, repro.directory, repro.edits, repro.stops]);
  });

  constructor(readonly workspace: Workspace) {
    super();
  }

  start(): Promise<void> {
    const { workspace } = this;
    this.cells = new Map();
    this.counts = undefined;
    const stops = workspace.stops.map(({ id }) => id);
    const toolchains = this.toolchains.map(({ id }) => id);
    const libcs = this.libcIds.filter((id) => id !== undefined);
    const commands = Object.fromEntries(toolchains.map((id) => [id, workspace.commandWith(id)]));
    const asked: Matrix = {
      ...{ request: requestOf(withoutOwnStops(workspace.repro)), stops, toolchains, libcs, commands },
      own: workspace.repro.stops ?? [],
      lanes: workspace.study.lanes,
    };
    const count = stops.length * toolchains.length * (libcs.length + 1);
    return this.run(this.key, count, async (signal, isLive) => {
      const counts = await workspace.study.call('matrix', $state.snapshot(asked) as Matrix, workspace.offer, {
        signal,
        onRow: (filled) => {
          if (!isLive()) return;
          const { stop: at, toolchain, libc } = filled.cell;
          this.cells = new Map(this.cells).set(cellKey(at, toolchain, libc), filled);
          this.progress = { done: this.cells.size, of: count };
        },
      });
      if (isLive()) this.counts = counts;
    });
  }
}

export function cellKey(stop: string, toolchain: string, libc: string | undefined): string {
  return `${stop} ${toolchain} ${libc ?? ''}`;
}
