/** The oracle's quick way to run a module gives what the way of the page and the command line gives. */
import { afterAll, describe, expect, it } from 'vitest';
import { planCompile } from '../../src/compiler/index.ts';
import { catalogue, requestAt, wasiCompilers } from './laid.ts';
import { builtToolchain, builtToolchains } from './suite/subjects.ts';
import { layStack } from './suite/trees.ts';
import { WasiRunner } from './suite/wasi.ts';

const service = wasiCompilers();
const runner = new WasiRunner();
afterAll(() => runner.close());

// Clang’s driver is its own: its arguments are not planned here.
describe.each(builtToolchains().filter((id) => id.startsWith('gcc-')))('%s', (id) => {
  // One of each kind: all of them take minutes and are the same way over again.
  it.each(catalogue().consumers.filter((_, place) => place % 30 === 0))(
    'says of $id the same both ways',
    async (subject) => {
      const built = await builtToolchain(id);
      const stop = subject.headers.find((id) => subject.timeline.includes(id))!;
      const plainly = requestAt(subject, stop, built.id);
      const verdict = await service.compile(plainly);
      const { args, environment, directory } = planCompile(
        plainly,
        { family: 'gcc', version: [...built.version], target: built.target },
        '/reads',
      );
      const root = await layStack(built, plainly.headers, new Map(), [directory]);
      const argv = ['cc1', ...args.map((word) => word.replace('-color=always', '-color=never'))];
      const ran = await runner.run({ module: built.module, root, argv, env: environment });
      expect(ran.trap).toBeUndefined();
      expect(Buffer.from(ran.stderr).toString()).toBe(verdict.plain);
      expect(ran.exitCode).toBe(verdict.exitCode);
    },
  );
});
