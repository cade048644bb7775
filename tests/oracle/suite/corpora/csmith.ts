/** Programs csmith generates, damaged: seeds 1 to 500, the same ones every time. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../../../src/setup/generated.ts';
import { cacheFolder, fetchPackages, unpackPackage } from '../../../../src/setup/index.ts';
import { debianProgram, type NativeCompiler, runProgram } from '../../native.ts';
import { type Corpus, type Subject, sample } from '../case.ts';
import { always, layStack } from '../trees.ts';
import { damage } from './damage.ts';

const seeds = Array.from({ length: 500 }, (_, index) => index + 1);
const directory = '/csmith';

/** What csmith makes of a seed takes it half a second and is the same every time, so it is kept. */
function programOf(csmith: NativeCompiler, folder: string, seed: number): string {
  const file = join(folder, `${seed}.c`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const made = runProgram(csmith, ['--seed', String(seed), '--max-funcs', '6']);
  if (made.status !== 0) throw new Error(`csmith ended with ${made.status} for seed ${seed}: ${made.stderr}`);
  writeAtomically(file, made.stdout);
  return made.stdout;
}

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
    const made = await cacheFolder('oracle', `csmith-${library!.version}`);
    const programs = sample(seeds, share).map((seed) => ({
      seed,
      text: damage(programOf(program, made, seed), seed),
    }));
    for (const { seed, text } of programs) files.set(`${directory}/${seed}.c`, text);
    const headers = ['glibc-2.36', 'linux-6.1'];
    yield {
      headers,
      cases: programs.map(({ seed, text }) => ({
        name: `csmith seed ${seed}`,
        directory,
        args: [...always(subject), '-Wall', '-Wextra', '-Iinclude', `${seed}.c`],
        text,
      })),
      lay: () => layStack(subject, headers, files),
    };
  },
};
