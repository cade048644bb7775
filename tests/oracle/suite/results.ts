/**
 * `RESULTS.md` beside the suite: what the last run of each corpus found for each toolchain. The counts are kept in
 * `results.json`, so that a run of one toolchain or corpus leaves the rows of the others.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { titleOf } from '../../../wasm/gcc/stage.ts';
import { nativeToolchains } from '../native.ts';
import { reasonFor } from './reasons.ts';
import { corpora, type Finding, type Tally } from './run.ts';

const file = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
const store = fileURLToPath(new URL('../results.json', import.meta.url));

/** Of the recipe, of a toolchain's id. */
const nameOf = (id: string) => id.replace(/^gcc-/, '');

function rowOf(tally: Tally): string {
  const { title } = corpora.find(({ id }) => id === tally.corpus)!;
  const count = (kind: Finding['kind']) => tally.findings.filter((one) => one.kind === kind).length;
  const part = tally.share < 1 ? `, every ${Math.round(1 / tally.share)}th` : '';
  const kinds = (['deeper', 'trap', 'unsteady', 'different'] as const).map(count);
  const cells = [
    titleOf(nameOf(tally.toolchain)),
    `${title}${part}`,
    tally.files,
    tally.compiled,
    tally.equal,
    ...kinds,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Findings of one reason together: what, how many, why. */
function explained(tallies: readonly Tally[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { toolchain, corpus, findings } of tallies) {
    for (const finding of findings) {
      const why = reasonFor(toolchain, corpus, finding) ?? `**unexplained**: ${finding.detail}`;
      groups.set(why, [...(groups.get(why) ?? []), `${titleOf(nameOf(toolchain))}: ${finding.name}`]);
    }
  }
  return [...groups].map(([why, names]) => `- ${why} (${names.length}): ${names.join('; ')}`);
}

/** The last tallies of all corpora and toolchains, in their order, with this one in its place. */
function kept(tally: Tally): Tally[] {
  const before = existsSync(store) ? (JSON.parse(readFileSync(store, 'utf8')) as Tally[]) : [];
  const order = ({ toolchain, corpus }: Tally): number =>
    nativeToolchains.indexOf(toolchain) * corpora.length + corpora.findIndex(({ id }) => id === corpus);
  const others = before.filter((one) => order(one) !== order(tally));
  const all = [...others, tally].sort((a, b) => order(a) - order(b));
  writeFileSync(store, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}

export function writeResults(tally: Tally): void {
  const tallies = kept(tally);
  const lines = [
    '# WASI against native, byte for byte',
    '',
    'Written by `npm run test:oracle -- --all`: exit code and standard error of a compiler built for WASI, run under',
    'Node’s own WASI, beside Debian’s native `cc1` of the same package version, on the same tree. A file that would be read',
    'with the very contents it was read with at another stop (what it looks for and misses included) is not compiled again.',
    '',
    '| compiler | corpus | files | compiled | equal | equal with a deeper stack | runtime failure | native not steady | different |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...tallies.map(rowOf),
    '',
    '## What is not simply equal',
    '',
    ...explained(tallies),
    '',
  ];
  writeFileSync(file, lines.join('\n'));
}
