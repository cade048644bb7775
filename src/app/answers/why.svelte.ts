/** Why what is shown does not compile, worked out whenever a verdict or the stops around it are known. */
import { type HeaderStack, RuntimeFailure, requestOf } from '../../compiler/index.ts';
import type { Reserved, Why } from '../../study/index.ts';
import { requestKey, withStop } from '../state/stack.ts';
import type { Workspace } from '../workspace.svelte.ts';
import type { Failing } from './messages.ts';

/** Pause before it is worked out: the stops around come in quick succession. In ms. */
const PAUSE = 400;

export class WhyState {
  readonly workspace: Workspace;
  why: { key: string; why: Why } | undefined = $state.raw();
  reserved: { key: string; reserved: Reserved } | undefined = $state.raw();
  /** Why there is no answer, in a sentence. */
  problem: string | undefined = $state();
  reserving = $state(false);

  /** What failed, with what is known to compile; undefined while nothing fails. */
  readonly failing: (Failing & { key: string }) | undefined = $derived.by(() => {
    const { workspace } = this;
    const outcome = workspace.runs.outcomes.get(workspace.key);
    if (outcome?.kind !== 'verdict' || outcome.verdict.exitCode === 0) return undefined;
    const compiling: HeaderStack[] = [];
    const look = (repro: typeof workspace.repro) => {
      const request = requestOf(repro);
      const other = workspace.runs.outcomes.get(requestKey(request));
      if (other?.kind === 'verdict' && other.verdict.exitCode === 0) {
        compiling.push({ headers: request.headers, ...(request.edits && { edits: request.edits }) });
      }
    };
    const { edits: _, ...unedited } = workspace.repro;
    for (const stop of workspace.stops) {
      look(withStop(workspace.repro, workspace.stops, stop.id));
      if (workspace.headerEdits.on.length) look(withStop(unedited, workspace.stops, stop.id));
    }
    return {
      key: `${workspace.key} ${compiling.length}`,
      request: requestOf(workspace.repro),
      verdict: outcome.verdict,
      compiling,
    };
  });
  /** Of exactly what is shown; an earlier answer is not. */
  readonly current: Why | undefined = $derived.by(() =>
    this.why && this.failing && this.why.key.startsWith(this.workspace.key) ? this.why.why : undefined,
  );
  readonly currentReserved: Reserved | undefined = $derived.by(() =>
    this.reserved?.key === this.workspace.key ? this.reserved.reserved : undefined,
  );

  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** Works it out for what is failing now, unless it is known. Called whenever that changes. */
  look(): void {
    const failing = this.failing;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (!failing || failing.key === this.why?.key) return;
    this.#timer = setTimeout(() => void this.#ask(failing), PAUSE);
  }

  async #ask({ key, ...failing }: Failing & { key: string }): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const why = await this.workspace.study.call('why', plain(failing), this.workspace.offer, {
        signal: asking.signal,
      });
      this.why = { key, why };
      this.problem = undefined;
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The smallest set of edits that mends it. */
  async reserve(): Promise<void> {
    const { failing, workspace } = this;
    if (!failing || this.reserving) return;
    const { key } = workspace;
    this.reserving = true;
    try {
      const { key: _, ...parameters } = failing;
      const reserved = await workspace.study.call('reserve', plain(parameters), workspace.offer);
      this.reserved = { key, reserved };
      this.problem = undefined;
    } catch (error) {
      this.#failed(error);
    } finally {
      this.reserving = false;
    }
  }

  #failed(error: unknown): void {
    if (error instanceof RuntimeFailure && error.kind === 'cancelled') return;
    this.problem = error instanceof Error ? error.message : String(error);
  }
}

/** State may hold proxies, which cannot be sent to a worker. */
function plain(failing: Failing): Failing {
  return $state.snapshot(failing) as Failing;
}
