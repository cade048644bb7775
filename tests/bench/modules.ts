/**
 * Every built GCC as a module, beside native `cc1` of its version in one run: writes MODULES.md. All are given the
 * founding case.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type CompileRequest, commandFor } from '../../src/compiler/index.ts';
import { toolchainTarget } from '../../src/repro/index.ts';
import { findBrowser } from '../../src/setup/browser.ts';
import { projectDirectory } from '../../src/setup/generated.ts';
import { readToolchains } from '../../src/setup/toolchains.ts';
import { findGcc, type GccProduct, gccRecipes } from '../../wasm/gcc/build.ts';
import { titleOf } from '../../wasm/gcc/stage.ts';
import { consumerId } from '../founding/case.ts';
import { forNativeGcc83 } from '../oracle/arguments.ts';
import { consumer, layTree, removeTree, requestAt, wasiCompilers } from '../oracle/laid.ts';
import { gcc83, nativeCompiler, nativeToolchains, nativeTwin, runNative } from '../oracle/native.ts';
import { builtToolchain } from '../oracle/suite/subjects.ts';
import { whereHeadersAre } from '../oracle/suite/trees.ts';
import { WasiRunner } from '../oracle/suite/wasi.ts';
import { engineTimes } from './engine.ts';
import { median, ratio, seconds } from './measure.ts';

const rounds = 7;
const subject = consumer(consumerId);
const stop = 'nvlink2-removed';
const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '' : `${(bytes / 1e6).toFixed(1)} MB`;
const minutes = (sum: number): string => `${(sum / 60).toFixed(1)} min`;

/** Configuring GCC and compiling it; the libraries it computes with are compiled once for all. */
function buildSeconds({ build }: GccProduct): { lite: number; full: number } {
  const {
    configure = 0,
    lite = 0,
    full = 0,
    'link-lite': linkLite = 0,
    'link-full': linkFull = 0,
  } = build.seconds;
  const small = configure + lite + linkLite;
  return { lite: small, full: small + full + linkFull };
}

/** The founding case as a compiler for its machine is asked. */
function requestFor(at: string, id: string): CompileRequest {
  const request = requestAt(subject, at, id);
  return { ...request, command: commandFor(request.command, id, toolchainTarget(id)) };
}

/** Times in Chromium and of native, and the memory the module's last run had grown to. */
async function rowOf(product: GccProduct): Promise<string[]> {
  const { id, build } = product;
  const request = requestFor(stop, id);
  const service = wasiCompilers();
  const { argv } = await service.compile(request);
  const root = await layTree(service, request);
  try {
    const twin = nativeToolchains.includes(id);
    const native = twin ? await nativeTwin(id) : await nativeCompiler(gcc83);
    const args = twin
      ? [...argv.slice(1), ...whereHeadersAre(await builtToolchain(id))]
      : forNativeGcc83(argv);
    const beside: number[] = [];
    const ask = () => runNative(native, root, subject.directory, args).milliseconds;
    ask();
    const times = await engineTimes(
      findBrowser(console.log),
      [subject.timeline.find((one) => one !== stop)!, stop],
      (at) => requestFor(at, id),
      rounds,
      () => beside.push(ask()),
    );
    const runner = new WasiRunner();
    const { module } = await builtToolchain(id);
    const env = { LANG: 'C.UTF-8', PWD: subject.directory };
    const { memory } = await runner.run({ module, root, argv: ['cc1', ...argv.slice(1)], env });
    await runner.close();
    const built = buildSeconds(product);
    const sizes = product.lite ? build.lite! : build.full!;
    const title = titleOf(id.replace(/^gcc-/, ''));
    const rows = [
      [
        product.lite ? `${title}, syntax only` : title,
        megabytes(sizes.size),
        megabytes(sizes.brotli),
        minutes(product.lite ? built.lite : built.full),
        seconds(beside),
        `${(times.cold / 1000).toFixed(2)} s, ${(times.cold / median(beside)).toFixed(1)}×`,
        `${seconds(times.warm)}, ${ratio(times.warm, beside)}`,
        megabytes(memory),
      ],
    ];
    if (product.lite && build.full) {
      const { size, brotli } = build.full;
      const further = [`${title}, whole`, megabytes(size), megabytes(brotli), minutes(built.full)];
      rows.push([...further, '', '', '', '']);
    }
    return rows.map((cells) => `| ${cells.join(' | ')} |`);
  } finally {
    removeTree(root);
  }
}

const ready = readToolchains().toolchains.filter(({ state }) => state === 'ready');
const products = Object.keys(gccRecipes)
  .map((version) => findGcc(version))
  .filter((product) => product !== undefined && ready.some(({ id }) => id === product.id)) as GccProduct[];
const load = () => loadavg()[0]!;
const before = load();
const rows: string[] = [];
for (const product of products) rows.push(...(await rowOf(product)));

const after = load();
const busy = Math.max(before, after) > 2 * cpus().length;

const text = `# The modules

Made by \`npm run bench -- modules\` on ${cpus().length} cores, with a load of ${before.toFixed(1)} before and ${after.toFixed(1)} after. The input is the founding
case at “nvlink2 removed”. Times are medians of ${rounds} (least–most), in Chromium and of Debian’s native \`cc1\` of the same
version with its process, in turn in one run; for 8.3.1, which Debian has no native one of for x86-64, of its \`cc1\` for
RISC-V. Cold: the first compile of a browser that has fetched nothing. Build: configuring and compiling GCC,
whatever else the machine did. Memory: what the module’s own had grown to when it ended.
${busy ? '\n**The machine was busy with other work: sizes and memory hold, times and ratios do not.**\n' : ''}
| module | raw | brotli | build | native | cold, to native | warm, to native | memory |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
writeFileSync(join(projectDirectory, 'tests/bench/MODULES.md'), text);
console.log(text);
process.exit(0);
