/** Runs the build's programs: everything they say goes to the log, and cancelling stops their whole family. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export class BuildFailed extends Error {
  override name = 'BuildFailed';
}

export interface CommandOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

type Stream = 'stdout' | 'stderr';

export interface Commands {
  /** @throws {BuildFailed} when the program cannot be started or does not end with 0. */
  run(program: string, args: string[], options: CommandOptions): Promise<void>;
  /** As `run`, giving what was written to one of its streams, standard output if not said. */
  read(program: string, args: string[], options: CommandOptions, stream?: Stream): Promise<string>;
}

const running = new Set<ChildProcess>();

function stopFamily(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

// The children lead process groups of their own, so a terminal's Ctrl-C does not reach them.
process.on('exit', () => running.forEach(stopFamily));
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    running.forEach(stopFamily);
    // Ours was the only listener: the signal means now what it means to any program.
    if (process.listenerCount(name) === 0) process.kill(process.pid, name);
  });
}

export function commandsWith(log: string, signal?: AbortSignal): Commands {
  const start = (
    program: string,
    args: string[],
    { cwd, env }: CommandOptions,
    keep?: { stream: Stream; chunks: Buffer[] },
  ) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      appendFileSync(log, `\n[${new Date().toISOString()}] (cd ${cwd}; ${program} ${args.join(' ')})\n`);
      const out = openSync(log, 'a');
      const child = spawn(program, args, {
        cwd,
        env: { ...process.env, ...env },
        detached: true,
        stdio: ['ignore', keep?.stream === 'stdout' ? 'pipe' : out, keep?.stream === 'stderr' ? 'pipe' : out],
      });
      closeSync(out);
      running.add(child);
      const stop = () => stopFamily(child);
      signal?.addEventListener('abort', stop);
      const settle = (error?: Error) => {
        if (error && keep?.stream === 'stderr') appendFileSync(log, Buffer.concat(keep.chunks));
        running.delete(child);
        signal?.removeEventListener('abort', stop);
        if (signal?.aborted) reject(signal.reason as Error);
        else if (error) reject(error);
        else resolve();
      };
      if (keep) child[keep.stream]?.on('data', (chunk: Buffer) => keep.chunks.push(chunk));
      child.on('error', (cause) =>
        settle(new BuildFailed(`${program} cannot be run: ${cause.message}`, { cause })),
      );
      child.on('close', (code, killed) =>
        settle(
          code === 0
            ? undefined
            : new BuildFailed(`${program} ended with ${killed ?? code}. The end of ${log} says why.`),
        ),
      );
    });
  return {
    run: (program, args, options) => start(program, args, options),
    read: async (program, args, options, stream = 'stdout') => {
      const chunks: Buffer[] = [];
      await start(program, args, options, { stream, chunks });
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

/**
 * Ends what a killed build left running in its folder: it would write the same files beside us. Only the holder of
 * the folder's lock may call this: whatever works there for a build then has no parent any more.
 * @param mark a variable that only a build's programs have in their environment; a shell that happens to be in the
 *   folder has not.
 */
export function stopOrphans(folder: string, mark: string): void {
  let processes: string[] = [];
  try {
    processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  } catch {
    return;
  }
  for (const pid of processes) {
    try {
      const there = `${readlinkSync(join('/proc', pid, 'cwd'))}/`.startsWith(`${folder}/`);
      const ours = there && readFileSync(join('/proc', pid, 'environ'), 'latin1').includes(`${mark}=`);
      if (ours) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Another user's, or gone.
    }
  }
}
