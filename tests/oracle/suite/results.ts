/**
 * `RESULTS.md` and `RESULTS-clang.md` beside the suite: what the last run of each corpus found for each toolchain. The
 * counts are kept in `results.json` and `results-clang.json`, so that a run of one toolchain or corpus leaves the rows
 * of the others.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toolchainTitle } from '../../../src/compiler/index.ts';
import { toolchainTarget } from '../../../src/repro/index.ts';
import { titleOf } from '../../../wasm/gcc/stage.ts';
import { nativeToolchains } from '../native.ts';
import { reasonFor } from './reasons.ts';
import { corpora, type Finding, type Tally } from './run.ts';

/** One file of results. */
interface Report {
  file: string;
  store: string;
  title: string;
  intro: readonly string[];
  /** A column of the table for each kind of finding. */
  kinds: readonly (readonly [Finding['kind'], string])[];
  nameOf(toolchain: string): string;
}

const beside = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const gcc: Report = {
  file: beside('RESULTS.md'),
  store: beside('results.json'),
  title: 'WASI against native, byte for byte',
  intro: [
    'Written by `npm run test:oracle -- --all`: exit code and standard error of a compiler built for WASI, run under',
    'Node’s own WASI, beside Debian’s native `cc1` of the same package version, on the same tree. A file that would be read',
    'with the very contents it was read with at another stop (what it looks for and misses included) is not compiled again.',
  ],
  kinds: [
    ['deeper', 'equal with a deeper stack'],
    ['trap', 'runtime failure'],
    ['unsteady', 'native not steady'],
    ['different', 'different'],
  ],
  nameOf: (toolchain) => titleOf(toolchain.replace(/^gcc-/, '')),
};

const clang: Report = {
  file: beside('RESULTS-clang.md'),
  store: beside('results-clang.json'),
  title: 'Clang: WASI against native',
  intro: [
    'Written by `npm run test:oracle -- --all`: exit code and standard error of Clang 22.1.0 for WASI, run under Node’s',
    'own WASI, beside Debian’s native Clang 22.1.8, the nearest there is, on the same tree with the same resource headers.',
    'Equal is the same exit code and the same bytes.',
  ],
  kinds: [
    ['worded', 'same diagnostics, other words'],
    ['deeper', 'equal with a deeper stack'],
    ['trap', 'runtime failure'],
    ['different', 'different'],
  ],
  nameOf: (id) => toolchainTitle({ id: 'clang-22', title: 'Clang 22' }, toolchainTarget(id)),
};

function rowOf(report: Report, tally: Tally): string {
  const { title } = corpora.find(({ id }) => id === tally.corpus)!;
  const count = (kind: Finding['kind']) => tally.findings.filter((one) => one.kind === kind).length;
  const part = tally.share < 1 ? `, every ${Math.round(1 / tally.share)}th` : '';
  const kinds = report.kinds.map(([kind]) => count(kind));
  const { toolchain, files, compiled, equal } = tally;
  const cells = [report.nameOf(toolchain), `${title}${part}`, files, compiled, equal, ...kinds];
  return `| ${cells.join(' | ')} |`;
}

/** Findings of one reason together: what, how many, why. */
function explained(report: Report, tallies: readonly Tally[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { toolchain, corpus, findings } of tallies) {
    for (const finding of findings) {
      const why = reasonFor(toolchain, corpus, finding) ?? `**unexplained**: ${finding.detail}`;
      groups.set(why, [...(groups.get(why) ?? []), `${report.nameOf(toolchain)}: ${finding.name}`]);
    }
  }
  return [...groups].map(([why, names]) => `- ${why} (${names.length}): ${names.join('; ')}`);
}

/** The last tallies of all corpora and toolchains, in their order, with this one in its place. */
function kept({ store }: Report, tally: Tally): Tally[] {
  const before = existsSync(store) ? (JSON.parse(readFileSync(store, 'utf8')) as Tally[]) : [];
  const order = ({ toolchain, corpus }: Tally): number =>
    nativeToolchains.indexOf(toolchain) * corpora.length + corpora.findIndex(({ id }) => id === corpus);
  const others = before.filter((one) => order(one) !== order(tally));
  const all = [...others, tally].sort((a, b) => order(a) - order(b));
  writeFileSync(store, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}

export function writeResults(tally: Tally): void {
  const report = tally.toolchain.startsWith('clang') ? clang : gcc;
  const tallies = kept(report, tally);
  const columns = [
    'compiler',
    'corpus',
    'files',
    'compiled',
    'equal',
    ...report.kinds.map(([, title]) => title),
  ];
  const lines = [
    `# ${report.title}`,
    '',
    ...report.intro,
    '',
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...tallies.map((one) => rowOf(report, one)),
    '',
    '## What is not simply equal',
    '',
    ...explained(report, tallies),
    '',
  ];
  writeFileSync(report.file, lines.join('\n'));
}
