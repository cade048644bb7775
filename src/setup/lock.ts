import { mkdir } from 'node:fs/promises';
import lockfile from 'proper-lockfile';

/** Runs `work` while no other process (page server, GCC build, tests) holds the same folder. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const release = await lockfile.lock(folder, {
    stale: 30_000,
    update: 5_000,
    retries: { retries: 1200, minTimeout: 100, maxTimeout: 500, factor: 1.2 },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
