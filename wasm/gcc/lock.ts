/** One process at a time builds a product; the others wait and show the first one's progress. */
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';

/** A holder that is dead stops touching its lock; after this it is taken over. In ms. */
const stale = 15_000;
const poll = 1_000;

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}

/** @param whileWaiting called about once a second while another process holds the lock. */
export async function withBuildLock<T>(
  folder: string,
  signal: AbortSignal | undefined,
  whileWaiting: () => void,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(folder, { recursive: true });
  for (;;) {
    signal?.throwIfAborted();
    try {
      const release = await lockfile.lock(folder, {
        stale,
        update: stale / 3,
        // A machine that slept: the next step that writes is stopped by whoever took over.
        onCompromised: () => {},
      });
      try {
        return await work();
      } finally {
        await release();
      }
    } catch (error) {
      if (!isHeld(error)) throw error;
      whileWaiting();
      await sleep(poll, undefined, signal ? { signal } : {});
    }
  }
}
