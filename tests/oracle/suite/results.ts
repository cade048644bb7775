/** `RESULTS.md` beside the suite: what the last full run found. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reasonFor } from './reasons.ts';
import { corpora, type Tally } from './run.ts';

const file = fileURLToPath(new URL('../RESULTS.md', import.meta.url));

function rowsOf(tally: Tally): string {
  const { title } = corpora.find(({ id }) => id === tally.corpus)!;
  const count = (kind: string) => tally.findings.filter((one) => one.kind === kind).length;
  const cells = [`GCC ${tally.version}`, title, tally.files, tally.equal, count('deeper'), count('trap')];
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

/** @param share of each corpus that was run. */
export function writeResults(tallies: readonly Tally[], share: ReadonlyMap<string, number>): void {
  const shares = [...share].filter(([, part]) => part < 1);
  const lines = [
    '# WASI against native, byte for byte',
    '',
    'Written by `npm run test:oracle -- --all`: exit code and standard error of a compiler built for WASI, run under',
    'Node’s own WASI, beside Debian’s native `cc1` of the same package version, on the same tree.',
    ...shares.map(
      ([corpus, part]) => `Of the corpus \`${corpus}\`, every ${Math.round(1 / part)}th case was run.`,
    ),
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
