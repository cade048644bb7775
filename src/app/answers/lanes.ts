/**
 * Compilers of the study's own, side by side, each with the memory it takes: as many as are worth it here. A compile
 * goes where its toolchain was used last. None begins while the reader waits for their own.
 */
import { type CompileRequest, type Compiler, RuntimeFailure, type Verdict } from '../../compiler/index.ts';

/** What one compiler with its headers takes, in GiB, with room for a large guest. */
const EACH = 1;

/** @param memory GiB of the device, as the browser tells (never more than 8); most do not. */
export function lanesFor(cores: number, memory = 4): number {
  // Half of the memory is somebody else's.
  return Math.max(1, Math.min(cores, Math.floor(memory / 2 / EACH), 4));
}

export function lanesHere(): number {
  const { hardwareConcurrency = 2, deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  return lanesFor(hardwareConcurrency, deviceMemory);
}

interface Lane {
  compiler: Pick<Compiler, 'compile' | 'close'>;
  busy: boolean;
  toolchain: string | undefined;
}

export class CompileLanes {
  readonly #lanes: Lane[] = [];
  readonly #waiting: (() => void)[] = [];

  /**
   * @param most lanes.
   * @param readerIsServed settled when the reader waits for no compile.
   */
  constructor(
    readonly create: () => Pick<Compiler, 'compile' | 'close'>,
    readonly most: number,
    readonly readerIsServed: () => Promise<void>,
  ) {}

  /** @throws as `Compiler.compile`. */
  async compile(request: CompileRequest, signal?: AbortSignal): Promise<Verdict> {
    const lane = await this.#take(request.toolchain, signal);
    try {
      await this.readerIsServed();
      return await lane.compiler.compile(request, signal ? { signal } : {});
    } finally {
      lane.busy = false;
      this.#waiting.shift()?.();
    }
  }

  /** Lets go of all compilers and the memory they take. What is under way is rejected as cancelled. */
  close(): void {
    for (const { compiler } of this.#lanes.splice(0)) compiler.close();
  }

  async #take(toolchain: string, signal: AbortSignal | undefined): Promise<Lane> {
    for (;;) {
      if (signal?.aborted) throw new RuntimeFailure('cancelled', 'The compile was cancelled.', '');
      const free = this.#lanes.filter(({ busy }) => !busy);
      let lane = free.find((one) => one.toolchain === toolchain);
      if (!lane && this.#lanes.length < this.most) {
        lane = { compiler: this.create(), busy: false, toolchain };
        this.#lanes.push(lane);
      }
      lane ??= free[0];
      if (lane) {
        lane.busy = true;
        lane.toolchain = toolchain;
        return lane;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}
