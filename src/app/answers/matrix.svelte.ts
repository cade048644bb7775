/** The verdicts of this experiment at all stops, with every toolchain, and with every libc where asked for. */
import { RuntimeFailure, requestOf } from '../../compiler/index.ts';
import { commandOf } from '../../headers/index.ts';
import { withoutOwnStops } from '../../repro/index.ts';
import type { Filled } from '../../study/index.ts';
import { libcOptions } from '../state/stack.ts';
import type { Workspace } from '../workspace.svelte.ts';
import type { Matrix } from './messages.ts';

export class MatrixState {
  cells: Map<string, Filled> = $state.raw(new Map());
  progress: { done: number; of: number } | undefined = $state.raw();
  counts: { compiled: number; reused: number } | undefined = $state.raw();
  problem: string | undefined = $state();
  libcs = $state(false);
  of: string | undefined = $state();

  readonly toolchains = $derived.by(() =>
    this.workspace.offer.toolchains.filter(({ state }) => state === 'ready'),
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

  #stop: AbortController | undefined;

  constructor(readonly workspace: Workspace) {}

  async start(): Promise<void> {
    this.cancel();
    const { workspace } = this;
    const stop = new AbortController();
    this.#stop = stop;
    this.of = this.key;
    this.cells = new Map();
    this.counts = undefined;
    this.problem = undefined;
    const stops = workspace.stops.map(({ id }) => id);
    const toolchains = this.toolchains.map(({ id }) => id);
    const libcs = this.libcIds.filter((id) => id !== undefined);
    const { consumer } = workspace;
    const untouched =
      consumer && workspace.repro.command === commandOf(consumer, workspace.repro.toolchain.id);
    const commands = untouched
      ? Object.fromEntries(toolchains.map((id) => [id, commandOf(consumer, id)]))
      : {};
    const asked: Matrix = {
      ...{ request: requestOf(withoutOwnStops(workspace.repro)), stops, toolchains, libcs, commands },
      own: workspace.repro.stops ?? [],
      lanes: workspace.study.lanes,
    };
    this.progress = { done: 0, of: stops.length * toolchains.length * (libcs.length + 1) };
    try {
      this.counts = await workspace.study.call('matrix', $state.snapshot(asked) as Matrix, workspace.offer, {
        signal: stop.signal,
        onRow: (filled) => {
          if (this.#stop !== stop) return;
          const { stop: at, toolchain, libc } = filled.cell;
          this.cells = new Map(this.cells).set(cellKey(at, toolchain, libc), filled);
          this.progress = { done: this.cells.size, of: this.progress?.of ?? 0 };
        },
      });
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

export function cellKey(stop: string, toolchain: string, libc: string | undefined): string {
  return `${stop} ${toolchain} ${libc ?? ''}`;
}
