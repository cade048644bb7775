/**
 * `npm run test:oracle`: WASI compilers beside native ones, a sample of each corpus. With --all every corpus whole,
 * for every GCC that is built and for Clang, and the sums in tests/oracle/RESULTS.md and RESULTS-clang.md; --gcc=12.2.0,
 * --clang, --corpus=uapi and --share=gcc-tests=0.1 (all as often as wanted) choose among them.
 */
import { spawnSync } from 'node:child_process';
import { gccVersions } from '../../../wasm/gcc/stage.ts';
import { npmProgram } from '../checks.ts';
import { projectDirectory } from '../generated.ts';
import { prepareAll } from '../prepare.ts';

const words = process.argv.slice(3);
const values = (name: string): string[] =>
  words.filter((word) => word.startsWith(`--${name}=`)).map((word) => word.slice(name.length + 3));

await prepareAll(gccVersions);
if (words.includes('--all')) {
  const { runAll } = await import('../../../tests/oracle/suite/all.ts');
  const { nativeToolchains } = await import('../../../tests/oracle/native.ts');
  const share = new Map(
    values('share').map((one) => {
      const [corpus = '', part = ''] = one.split('=');
      return [corpus, Number(part)] as const;
    }),
  );
  const clangs = words.includes('--clang') ? nativeToolchains.filter((id) => id.startsWith('clang')) : [];
  const toolchains = [...values('gcc').map((version) => `gcc-${version}`), ...clangs];
  const good = await runAll({ toolchains, corpora: values('corpus'), share });
  process.exit(good ? 0 : 1);
} else {
  const args = ['run', '--config', 'tests/vitest.config.ts', '--project', 'oracle', ...words];
  const { status } = spawnSync(npmProgram('vitest'), args, { cwd: projectDirectory, stdio: 'inherit' });
  process.exit(status ?? 1);
}
