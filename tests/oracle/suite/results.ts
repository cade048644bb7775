/** `RESULTS.md` beside the suite: what the last full run of each corpus found. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../../src/setup/index.ts';
import { reasonFor } from './reasons.ts';
import { corpora, type Tally } from './run.ts';

const file = fileURLToPath(new URL('../RESULTS.md', import.meta.url));

function rowsOf(tally: Tally): string {
  const { title } = corpora.find(({ id }) => id === tally.corpus)!;
  const count = (kind: string) => tally.findings.filter((one) => one.kind === kind).length;
  const part = tally.share < 1 ? `, every ${Math.round(1 / tally.share)}th` : '';
  const cells = [
    `GCC ${tally.version}`,
    `${title}${part}`,
    tally.files,
    tally.equal,
    count('deeper'),
    count('trap'),
  ];
  return `| ${[...cells, count('different')].join(' | ')} |`;
}

/** Findings of one reason together: what, how many, why. */
function explained(tallies: readonly Tally[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { version, corpus, findings } of tallies) {
    for (const finding of findings) {
      const why = reasonFor(version, corpus, finding) ?? `**unexplained**: ${finding.detail}`;
      groups.set(why, [...(groups.get(why) ?? []), `GCC ${version}: ${finding.name}`]);
    }
  }
  return [...groups].map(([why, names]) => `- ${why} (${names.length}): ${names.join('; ')}`);
}

/** The last tallies of all corpora and versions, oldest version first, with this one in its place. */
async function kept(tally: Tally): Promise<Tally[]> {
  const store = join(await cacheFolder('oracle'), 'tallies.json');
  const before = existsSync(store) ? (JSON.parse(readFileSync(store, 'utf8')) as Tally[]) : [];
  const order = ({ version, corpus }: Tally): number =>
    Number(version.split('.', 1)[0]) * 100 + corpora.findIndex(({ id }) => id === corpus);
  const others = before.filter((one) => order(one) !== order(tally));
  const all = [...others, tally].sort((a, b) => order(a) - order(b));
  writeFileSync(store, JSON.stringify(all));
  return all;
}

export async function writeResults(tally: Tally): Promise<void> {
  const tallies = await kept(tally);
  const lines = [
    '# WASI against native, byte for byte',
    '',
    'Written by `npm run test:oracle -- --all`: exit code and standard error of a compiler built for WASI, run under',
    'Node’s own WASI, beside Debian’s native `cc1` of the same package version, on the same tree.',
    '',
    '| compiler | corpus | files | equal | equal with a deeper stack | runtime failure | different |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...tallies.map(rowsOf),
    '',
    '## What is not simply equal',
    '',
    ...explained(tallies),
    '',
  ];
  writeFileSync(file, lines.join('\n'));
}
