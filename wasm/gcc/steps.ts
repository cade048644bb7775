/**
 * Steps that are done once: each leaves a stamp with its key, so that a build that was killed goes on where it
 * stopped. Also adds up how far the whole is, from how long each step usually takes.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Progress {
  /** 0–100 of what was asked for. */
  percent: number;
  /** What is being done, for people. */
  step: string;
}

/** Usual seconds on two cores: only their proportions matter. */
const weights = {
  tools: 20,
  source: 10,
  gmp: 75,
  mpfr: 45,
  mpc: 15,
  configure: 110,
  lite: 230,
  'link-lite': 8,
  full: 200,
  'link-full': 12,
};
export type StepName = keyof typeof weights;

/** Steps that leave alone what is compiled already: their time is the sum of all that went into the build folder. */
const continued: readonly StepName[] = ['lite', 'full'];

export class Steps {
  #fractions = new Map<StepName, number>();
  #shown: Progress = { percent: 0, step: '' };
  readonly seconds: Record<string, number> = {};

  constructor(
    readonly directory: string,
    readonly wanted: StepName[],
    readonly onProgress: (progress: Progress) => void,
  ) {}

  /**
   * Runs `work` unless its stamp is there. `label` is shown while it runs; `track` tells how far it is, 0–1.
   * `directory` has the stamps of what several builds share.
   */
  async once(
    name: StepName,
    key: string,
    label: string,
    work: (track: (fraction: number) => void) => Promise<void>,
    directory = this.directory,
  ): Promise<void> {
    const stamp = join(directory, 'stamps', name);
    mkdirSync(join(directory, 'stamps'), { recursive: true });
    const timed = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : [];
    if (timed[0] === key) {
      this.seconds[name] = Number(timed[1]);
      this.#report(name, 1, this.#shown.step);
      return;
    }
    const start = performance.now();
    this.#report(name, 0, label);
    const before = continued.includes(name) ? Number(timed[1] ?? 0) : 0;
    const stampWith = (done: string) => {
      const seconds = Math.round(10 * before + (performance.now() - start) / 100) / 10;
      this.seconds[name] = seconds;
      writeFileSync(`${stamp}.new`, `${done} ${seconds}`);
      renameSync(`${stamp}.new`, stamp);
    };
    try {
      await work((fraction) => this.#report(name, fraction, label));
    } catch (error) {
      stampWith('unfinished');
      throw error;
    }
    stampWith(key);
    this.#report(name, 1, label);
  }

  #report(name: StepName, fraction: number, step: string): void {
    this.#fractions.set(name, Math.min(1, Math.max(0, fraction)));
    let done = 0;
    let all = 0;
    for (const one of this.wanted) {
      done += weights[one] * (this.#fractions.get(one) ?? 0);
      all += weights[one];
    }
    const percent = Math.floor((100 * done) / all);
    if (percent === this.#shown.percent && step === this.#shown.step) return;
    this.#shown = { percent, step };
    this.onProgress(this.#shown);
  }
}
