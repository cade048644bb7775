/** Measures the page and the compilers, native ones beside them in the same run, and writes RESULTS.md. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { ToolchainManifest } from '../../src/compiler/index.ts';
import { findBrowser } from '../../src/setup/browser.ts';
import { generatedDirectory, projectDirectory } from '../../src/setup/generated.ts';
import { consumerId } from '../founding/case.ts';
import { forNativeClang, forNativeGcc, forNativeGcc83 } from '../oracle/arguments.ts';
import { consumer, layTree, removeTree, requestAt, wasiCompilers } from '../oracle/laid.ts';
import { clang19, gcc12, gcc83, nativeCompiler, nativeHome, runNative } from '../oracle/native.ts';
import { engineTimes } from './engine.ts';
import { median, ratio, seconds } from './measure.ts';
import { visits } from './page.ts';
import { studySection } from './study.ts';

const rounds = 7;
const port = 4180;
const browser = findBrowser(console.log);
const subject = consumer(consumerId);
const stop = 'nvlink2-removed';
const stops = [...subject.timeline.filter((id) => id !== stop), stop];
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const rows: string[] = [];
const service = wasiCompilers();
const natives = {
  'GCC 8.3': await nativeCompiler(gcc83),
  'GCC 12': await nativeCompiler(gcc12),
  'Clang 19': await nativeCompiler(clang19),
};

for (const toolchain of ['gcc-8.3.1', 'clang-22']) {
  const request = requestAt(subject, stop, toolchain);
  const { argv } = await service.compile(request);
  const root = await layTree(service, request);
  const calls: Record<string, () => number> = toolchain.startsWith('gcc')
    ? {
        'GCC 8.3': () =>
          runNative(natives['GCC 8.3'], root, subject.directory, forNativeGcc83(argv)).milliseconds,
        'GCC 12': () =>
          runNative(natives['GCC 12'], root, subject.directory, forNativeGcc(argv, '8')).milliseconds,
      }
    : {
        'Clang 19': () =>
          runNative(
            natives['Clang 19'],
            root,
            subject.directory,
            forNativeClang(argv, `${nativeHome(natives['Clang 19'])}/usr/lib/llvm-19/lib/clang/19`),
          ).milliseconds,
      };
  const native: Record<string, number[]> = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (const call of Object.values(calls)) call();
  const times = await engineTimes(
    browser,
    stops,
    (id) => requestAt(subject, id, toolchain),
    rounds,
    () => {
      for (const [name, call] of Object.entries(calls)) native[name]!.push(call());
    },
  );
  removeTree(root);
  const beside = Object.entries(native);
  const manifest = v.parse(
    ToolchainManifest,
    JSON.parse(readFileSync(join(generatedDirectory, 'toolchains', toolchain, 'manifest.json'), 'utf8')),
  );
  for (const [name, values] of beside)
    rows.push(`| ${name}, native, process and all | ${seconds(values)} | |`);
  const against = beside.map(([name, values]) => `${ratio(times.warm, values)} of native ${name}`).join(', ');
  rows.push(`| ${manifest.title} in Chromium, warm | ${seconds(times.warm)} | ${against} |`);
  rows.push(
    `| ${manifest.title}, switch to a stop seen before | ${seconds(times.switches)} | ${ratio(times.switches, times.warm)} of warm |`,
  );
  rows.push(
    `| ${manifest.title}, first compile at a stop, its headers fetched and unpacked | ${seconds(times.firstOnStack)} | ${(median(times.firstOnStack) / median(times.warm)).toFixed(2)}× of warm |`,
  );
}

const server = spawn(process.execPath, ['src/setup/bootstrap.mjs', 'serve', String(port)], {
  cwd: projectDirectory,
  stdio: 'ignore',
});
const address = `http://localhost:${port}/`;
while (
  !(await fetch(address).then(
    (response) => response.ok,
    () => false,
  ))
)
  await new Promise((resolve) => setTimeout(resolve, 300));
/** The page's own rows; the engine's are kept when the page cannot be measured. */
async function measurePage(): Promise<void> {
  const [cold, ...later] = await visits(browser, address, 4);
  rows.push(
    `| Page, first visit: navigation to GCC 8.3.1’s first verdict | ${(cold!.firstVerdict / 1000).toFixed(2)} s | ${megabytes(cold!.bytes)} fetched, longest main-thread task ${Math.round(cold!.longestTask)} ms |`,
  );
  rows.push(
    `| Page, later visits: the same | ${seconds(later.map((one) => one.firstVerdict))} | ${megabytes(median(later.map((one) => one.bytes)))} fetched, longest main-thread task ${Math.round(Math.max(...later.map((one) => one.longestTask)))} ms |`,
  );
  rows.push(
    `| Page, first move to Linux 6.1 (first visit) | ${(cold!.nextStop / 1000).toFixed(2)} s | ${Math.round(cold!.nextStopBytes / 1000)} kB fetched since the first verdict |`,
  );
  if (cold!.memory !== undefined)
    rows.push(
      `| Page and workers, memory once all stops are compiled | ${megabytes(cold!.memory)} | by the browser’s own measure |`,
    );
}
await measurePage().catch((error: Error) => console.error(`The page was not measured: ${error.message}`));
const study = await studySection(address).catch((error: Error) => {
  console.error(`The study was not measured: ${error.message}`);
  return '';
});
server.kill();

const catalogueRows = [
  ...(
    JSON.parse(readFileSync(join(generatedDirectory, 'catalogue.json'), 'utf8')) as {
      snapshots: { id: string; files: number; bytes: number; pack: { size: number } }[];
    }
  ).snapshots,
].map(
  ({ id, files, bytes, pack }) =>
    `| ${id} | ${files} | ${megabytes(bytes)} | ${pack.size.toLocaleString('en')} |`,
);

writeFileSync(
  join(projectDirectory, 'tests/bench/RESULTS.md'),
  `# Measured

Made by \`npm run bench\` on ${cpus().length} cores. Only ratios hold from one machine to another; each is of values measured in turn in
the same run. Times are medians of ${rounds} (least–most). The input is the founding case: QEMU 5.2’s hw/vfio/pci-quirks.c
with the posted command line at “nvlink2 removed”.

| what | time | beside |
| --- | --- | --- |
${rows.join('\n')}

${study}
## Bytes a snapshot costs

| snapshot | files | unpacked | pack, bytes |
| --- | --- | --- | --- |
${catalogueRows.join('\n')}
`,
);
console.log(readFileSync(join(projectDirectory, 'tests/bench/RESULTS.md'), 'utf8'));
process.exit(0);
