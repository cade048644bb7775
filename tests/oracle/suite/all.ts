/** The whole suite: every corpus against every built GCC, counted in RESULTS.md. */
import { reasonFor } from './reasons.ts';
import { writeResults } from './results.ts';
import { corpora, runCorpus } from './run.ts';
import { builtVersions } from './subjects.ts';

export interface Selection {
  /** Versions; all that are built when empty. */
  versions: string[];
  /** Corpus ids; all when empty. */
  corpora: string[];
  /** Part of a corpus to run, by its id. */
  share: Map<string, number>;
}

/** @returns whether all was equal or explained. */
export async function runAll(selection: Selection): Promise<boolean> {
  const built = builtVersions();
  const versions = selection.versions.length > 0 ? selection.versions : built;
  const absent = versions.find((version) => !built.includes(version));
  if (absent !== undefined) throw new Error(`Build it first: \`npm run toolchain -- gcc-${absent}\``);
  const chosen = corpora.filter(({ id }) => selection.corpora.length === 0 || selection.corpora.includes(id));
  let good = true;
  for (const version of versions) {
    for (const corpus of chosen) {
      const tally = await runCorpus(version, corpus, selection.share.get(corpus.id) ?? 1, (finding) => {
        const why = reasonFor(version, corpus.id, finding);
        if (why === undefined) good = false;
        console.log(`GCC ${version} ${finding.name}: ${finding.kind}: ${why ?? finding.detail}`);
      });
      console.log(`GCC ${version} ${corpus.id}: ${tally.equal} of ${tally.files} equal, ${tally.seconds} s`);
      await writeResults(tally);
    }
  }
  return good;
}
