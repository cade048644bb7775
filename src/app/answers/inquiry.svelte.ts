/** A question that takes many compiles: what is known of it so far, how far it is, and how to stop it. */
import { RuntimeFailure } from '../../compiler/index.ts';

export interface InquiryProgress {
  done: number;
  of: number;
}

export class Inquiry {
  progress: InquiryProgress | undefined = $state.raw();
  problem: string | undefined = $state();
  /** What the present answer is of, as told to `run`. */
  of: string | undefined = $state();
  readonly running: boolean = $derived(this.progress !== undefined);
  #stop: AbortController | undefined;

  cancel(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.progress = undefined;
  }

  /**
   * Asks anew, ending what was asked before.
   * @param ask does the asking; `isLive` is false once something else is asked, and its answers are nobody's.
   */
  protected async run(
    of: string,
    count: number,
    ask: (signal: AbortSignal, isLive: () => boolean) => Promise<void>,
  ): Promise<void> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.of = of;
    this.problem = undefined;
    this.progress = { done: 0, of: count };
    const isLive = () => this.#stop === stop;
    try {
      await ask(stop.signal, isLive);
    } catch (error) {
      if (!isLive() || (error instanceof RuntimeFailure && error.kind === 'cancelled')) return;
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      if (isLive()) this.progress = undefined;
    }
  }
}
