/** The whole suite: every corpus against every compiler here, counted in RESULTS.md and RESULTS-clang.md. */
import { reasonFor } from './reasons.ts';
import { writeResults } from './results.ts';
import { corpora, runCorpus } from './run.ts';
import { builtToolchains } from './subjects.ts';

export interface Selection {
  /** Ids of toolchains; all that are built when empty. */
  toolchains: string[];
  /** Corpus ids; all when empty. */
  corpora: string[];
  /** Part of a corpus to run, by its id. */
  share: Map<string, number>;
}

/** @returns whether all was equal or explained. */
export async function runAll(selection: Selection): Promise<boolean> {
  const built = builtToolchains();
  const ids = selection.toolchains.length > 0 ? selection.toolchains : built;
  const absent = ids.find((id) => !built.includes(id));
  if (absent !== undefined) throw new Error(`Build it first: \`npm run toolchain -- ${absent}\``);
  const chosen = corpora.filter(({ id }) => selection.corpora.length === 0 || selection.corpora.includes(id));
  let good = true;
  for (const id of ids) {
    for (const corpus of chosen) {
      const tally = await runCorpus(id, corpus, selection.share.get(corpus.id) ?? 1, {
        resume: true,
        onFinding: (finding) => {
          const why = reasonFor(id, corpus.id, finding);
          if (why === undefined) good = false;
          console.log(`${id} ${finding.name}: ${finding.kind}: ${why ?? finding.detail}`);
        },
      });
      console.log(`${id} ${corpus.id}: ${tally.equal} of ${tally.files} equal`);
      writeResults(tally);
    }
  }
  return good;
}
