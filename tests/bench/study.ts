/**
 * What the study costs: the index of declarations, and a whole matrix of the founding case in the page beside the same
 * compiles made natively one after another. By itself (`npx tsx tests/bench/study.ts`) it renews its own section.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { decodeIndex, encodeIndex, gather, loadSnapshot } from '../../src/headers/index.ts';
import { browserArguments, findBrowser } from '../../src/setup/browser.ts';
import { generatedDirectory, projectDirectory } from '../../src/setup/generated.ts';
import { consumerId } from '../founding/case.ts';
import { forNativeClang, forNativeGcc, forNativeGcc83 } from '../oracle/arguments.ts';
import { catalogue, consumer, layTree, removeTree, requestAt, wasiCompilers } from '../oracle/laid.ts';
import { clang19, gcc12, gcc83, nativeCompiler, nativeHome, runNative } from '../oracle/native.ts';
import { testGrammar } from '../unit/headers/grammar.ts';
import { median } from './measure.ts';

const TITLE = '## The study';
const TOOLCHAINS = ['gcc-8.3.1', 'gcc-12.2.0', 'clang-22'];
const LOOKUPS = 2_000;
const subject = consumer(consumerId);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const milliseconds = (ms: number) => `${ms.toFixed(ms < 1 ? 3 : 1)} ms`;

async function indexRows(): Promise<string[]> {
  const built = catalogue();
  const grammar = await testGrammar();
  const fetchBytes = async (url: string) => new Uint8Array(readFileSync(join(generatedDirectory, url)));
  const rows: string[] = [];
  for (const { family, url, size } of built.declared ?? []) {
    const bytes = await fetchBytes(url);
    const begun = performance.now();
    const index = decodeIndex(bytes);
    const opened = performance.now() - begun;
    const names = [...index.names()];
    const times = Array.from({ length: LOOKUPS }, (_, at) => {
      const start = performance.now();
      index.find(names[Math.floor((at / LOOKUPS) * names.length)]!);
      return performance.now() - start;
    });
    let made = 'with its snapshots';
    if (family !== 'qemu') {
      const stops = await Promise.all(
        index.stops.map(async (id) => ({ id, tree: await loadSnapshot(built, id, { fetchBytes }) })),
      );
      const start = performance.now();
      encodeIndex(gather(grammar, stops));
      made = `built in ${seconds(performance.now() - start)}`;
    }
    rows.push(
      `| Index of ${family}, ${index.stops.length} stops, ${index.size.toLocaleString('en')} names | ${size.toLocaleString('en')} bytes, ${made} | opened in ${milliseconds(opened)}, a name found in ${milliseconds(median(times))} (at most ${milliseconds(Math.max(...times))}) |`,
    );
  }
  return rows;
}

/** Sum of the founding case's native compiles at all stops with the compilers that stand for the three, in ms. */
async function nativeSum(): Promise<number> {
  const service = wasiCompilers();
  const [old, twelve, clang] = [
    await nativeCompiler(gcc83),
    await nativeCompiler(gcc12),
    await nativeCompiler(clang19),
  ];
  const home = `${nativeHome(clang)}/usr/lib/llvm-19/lib/clang/19`;
  let sum = 0;
  for (const toolchain of TOOLCHAINS) {
    for (const stop of subject.timeline) {
      const request = requestAt(subject, stop, toolchain);
      const { argv } = await service.compile(request);
      const root = await layTree(service, request);
      const run = (): number => {
        if (toolchain === 'clang-22') {
          return runNative(clang, root, subject.directory, forNativeClang(argv, home)).milliseconds;
        }
        return toolchain === 'gcc-8.3.1'
          ? runNative(old, root, subject.directory, forNativeGcc83(argv)).milliseconds
          : runNative(twelve, root, subject.directory, forNativeGcc(argv, '12')).milliseconds;
      };
      // Once before, so that what it reads is in memory for it as for the page.
      run();
      sum += run();
      removeTree(root);
    }
  }
  return sum;
}

interface Filled {
  milliseconds: number;
  /** As the page says it: "21 compiles, 0 verdicts known from equal headers". */
  counts: string;
}

/** Fills the matrix for a command line that was compiled nowhere yet. */
async function fill(page: Page, flag: string): Promise<Filled> {
  await page.getByRole('tab', { name: 'Command' }).click();
  const command = page.getByRole('textbox', { name: /command/i }).first();
  await command.fill(`${await command.inputValue()} ${flag}`);
  await page.getByRole('tab', { name: 'Matrix' }).click();
  const begun = performance.now();
  await page.getByRole('button', { name: /^Fill/ }).click();
  const told = page.getByText(/\d+ compiles?, \d+ verdicts? known/);
  await told.waitFor({ timeout: 600_000 });
  return { milliseconds: performance.now() - begun, counts: (await told.innerText()).replace(/\s+/g, ' ') };
}

async function matrixRows(address: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: findBrowser(console.log), args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.route('**/toolchains.json', async (route) => {
      const response = await route.fetch();
      const list = (await response.json()) as { toolchains: { id: string }[] };
      const toolchains = list.toolchains.filter(({ id }) => TOOLCHAINS.includes(id));
      await route.fulfill({ response, json: { ...list, toolchains } });
    });
    await page.goto(address);
    await page.locator('.banner.breaks').waitFor({ timeout: 60_000 });
    const cold = await fill(page, '-DBENCH=1');
    const warm = await fill(page, '-DBENCH=2');
    await page.waitForTimeout(2000);
    const memory = await page.evaluate(async () => {
      const measure = (
        performance as unknown as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> }
      ).measureUserAgentSpecificMemory;
      return measure ? (await measure.call(performance)).bytes : undefined;
    });
    const native = await nativeSum();
    const cells = subject.timeline.length * TOOLCHAINS.length;
    const ratio = (ms: number) => `${(ms / native).toFixed(2)}×`;
    return [
      `| ${cells} compiles natively, one after another | ${seconds(native)} | GCC 8.3, GCC 12, Clang 19 at ${subject.timeline.length} stops |`,
      `| Matrix of ${subject.timeline.length} stops × ${TOOLCHAINS.length} toolchains, compilers and headers loaded for it | ${seconds(cold.milliseconds)} | ${cold.counts}; ${ratio(cold.milliseconds)} of native |`,
      `| The same once they are loaded | ${seconds(warm.milliseconds)} | ${warm.counts}; ${ratio(warm.milliseconds)} of native |`,
      ...(memory === undefined
        ? []
        : [
            `| Page, workers and compilers with a full matrix | ${(memory / 1e6).toFixed(0)} MB | by the browser’s own measure; the study’s compilers go after a minute of rest |`,
          ]),
    ];
  } finally {
    await browser.close();
  }
}

/** The section of the results. `address` is the served page's. */
export async function studySection(address: string): Promise<string> {
  const load = loadavg()[0]!.toFixed(1);
  const rows = [...(await indexRows()), ...(await matrixRows(address))];
  return `${TITLE}

Each distinct closure is compiled once with each toolchain: the founding consumer has seven, one a stop. A verdict known
before is that of the reader’s own compile. Load of the machine when it began: ${load}.

| what | costs | beside |
| --- | --- | --- |
${rows.join('\n')}
`;
}

/** The text with that section renewed, or put before the table of snapshots. */
export function withSection(results: string, section: string): string {
  const [before, rest = ''] = results.split(`${TITLE}\n`);
  const after = rest.includes('\n## ') ? rest.slice(rest.indexOf('\n## ') + 1) : '';
  if (rest) return `${before}${section}\n${after}`;
  return results.replace('## Bytes a snapshot costs', `${section}\n## Bytes a snapshot costs`);
}

if (process.argv[1] && existsSync(process.argv[1]) && fileURLToPath(import.meta.url) === process.argv[1]) {
  const port = Number(process.argv[2] ?? 4180);
  const address = `http://localhost:${port}/`;
  const answers = () =>
    fetch(address).then(
      (response) => response.ok,
      () => false,
    );
  const server = (await answers())
    ? undefined
    : spawn(process.execPath, ['src/setup/bootstrap.mjs', 'serve', String(port)], {
        cwd: projectDirectory,
        stdio: 'ignore',
      });
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 300));
  const file = join(projectDirectory, 'tests/bench/RESULTS.md');
  const section = await studySection(address);
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), section));
  server?.kill();
  console.log(section);
  process.exit(0);
}
