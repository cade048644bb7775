/** Something on its way that several wait for: each hears of the progress made since it began to wait. */
import type { Progress } from './request.ts';

export class SharedLoad<T> {
  readonly promise: Promise<T>;
  readonly #listeners = new Set<(progress: Progress) => void>();

  constructor(load: (tell: (progress: Progress) => void) => Promise<T>) {
    this.promise = load((progress) => {
      for (const listener of this.#listeners) listener(progress);
    });
    const done = () => this.#listeners.clear();
    this.promise.then(done, done);
  }

  wait(onProgress: (progress: Progress) => void): Promise<T> {
    this.#listeners.add(onProgress);
    return this.promise;
  }
}
