import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * The folder everything fetched or built is kept in, from run to run: UNDECLARED_CACHE, else `undeclared` in the
 * user's cache home. May not exist yet.
 */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.UNDECLARED_CACHE) return resolve(env.UNDECLARED_CACHE);
  // The XDG specification says to ignore a relative path.
  const home = env.XDG_CACHE_HOME;
  return join(home && isAbsolute(home) ? home : join(homedir(), '.cache'), 'undeclared');
}

/** A folder inside the cache, made when missing. */
export async function cacheFolder(...parts: string[]): Promise<string> {
  const folder = join(cacheDir(), ...parts);
  await mkdir(folder, { recursive: true });
  return folder;
}
