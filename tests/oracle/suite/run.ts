/** Runs corpora against built GCCs and counts. */
import { nativeGcc } from '../native.ts';
import type { Corpus } from './case.ts';
import { Bench, firstDifference } from './compare.ts';
import { consumers } from './corpora/consumers.ts';
import { csmith } from './corpora/csmith.ts';
import { gccTests } from './corpora/gcc-tests.ts';
import { limits } from './corpora/limits.ts';
import { uapi } from './corpora/uapi.ts';
import { builtGcc } from './subjects.ts';

export const corpora: readonly Corpus[] = [gccTests, consumers, uapi, csmith, limits];

export interface Finding {
  name: string;
  kind: 'deeper' | 'trap' | 'different';
  detail: string;
}

export interface Tally {
  version: string;
  corpus: Corpus['id'];
  /** Part of the corpus that was run: 1 is all of it. */
  share: number;
  files: number;
  equal: number;
  findings: Finding[];
  seconds: number;
}

/** @param onFinding told of each case that is not simply equal, as it is found. */
export async function runCorpus(
  version: string,
  corpus: Corpus,
  share: number,
  onFinding: (finding: Finding) => void = () => {},
): Promise<Tally> {
  const start = performance.now();
  const bench = new Bench(await builtGcc(version), await nativeGcc(version));
  const tally: Tally = { version, corpus: corpus.id, share, files: 0, equal: 0, findings: [], seconds: 0 };
  const find = (finding: Finding): void => {
    tally.findings.push(finding);
    onFinding(finding);
  };
  try {
    for await (const batch of corpus.batches(bench.built, share)) {
      try {
        for (const one of batch.cases) {
          tally.files++;
          const outcome = await bench.compare(batch.root, one);
          if (outcome.kind === 'equal') tally.equal++;
          else if (outcome.kind === 'equal-deeper') {
            find({ name: one.name, kind: 'deeper', detail: outcome.trap });
          } else if (outcome.kind === 'trap') find({ name: one.name, kind: 'trap', detail: outcome.trap });
          else find({ name: one.name, kind: 'different', detail: firstDifference(outcome) });
        }
      } finally {
        batch.remove();
      }
    }
  } finally {
    await bench.close();
  }
  tally.seconds = Math.round((performance.now() - start) / 1000);
  return tally;
}
