/** Programs csmith generates, damaged: seeds 1 to 500, the same ones every time. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPackages, unpackPackage } from '../../../../src/setup/index.ts';
import { debianProgram, runProgram } from '../../native.ts';
import { type Corpus, type Subject, sample } from '../case.ts';
import { always, batchAt, layStack } from '../trees.ts';
import { damage } from './damage.ts';

const seeds = Array.from({ length: 500 }, (_, index) => index + 1);
const directory = '/csmith';

export const csmith: Corpus = {
  id: 'csmith',
  title: 'csmith programs, randomly damaged (seeds 1–500)',
  async *batches(subject: Subject, share: number) {
    const program = await debianProgram({ name: 'csmith', suite: 'bookworm' }, 'usr/bin/csmith');
    const [library] = await fetchPackages([{ name: 'libcsmith-dev', suite: 'bookworm' }]);
    const include = join(await unpackPackage(library!), 'usr/include');
    const runtime = (readdirSync(include, { recursive: true }) as string[]).filter((name) =>
      name.endsWith('.h'),
    );
    const files = new Map<string, string>(
      runtime.map((name) => [
        `${directory}/include/${name.slice(name.lastIndexOf('/') + 1)}`,
        readFileSync(join(include, name), 'utf8'),
      ]),
    );
    const chosen = sample(seeds, share);
    for (const seed of chosen) {
      const made = runProgram(program, ['--seed', String(seed), '--max-funcs', '6']);
      if (made.status !== 0)
        throw new Error(`csmith ended with ${made.status} for seed ${seed}: ${made.stderr}`);
      files.set(`${directory}/${seed}.c`, damage(made.stdout, seed));
    }
    const root = await layStack(subject, ['glibc-2.36', 'linux-6.1'], files);
    yield batchAt(
      root,
      chosen.map((seed) => ({
        name: `csmith seed ${seed}`,
        directory,
        args: [...always, '-Wall', '-Wextra', '-Iinclude', `${seed}.c`],
      })),
    );
  },
};
