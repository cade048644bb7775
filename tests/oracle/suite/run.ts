/** Runs corpora against built GCCs and counts. */
import { removeTree } from '../laid.ts';
import { nativeTwin } from '../native.ts';
import type { Corpus, OracleCase } from './case.ts';
import { Contents } from './closure.ts';
import { Bench, firstDifference } from './compare.ts';
import { consumers } from './corpora/consumers.ts';
import { csmith } from './corpora/csmith.ts';
import { gccTests } from './corpora/gcc-tests.ts';
import { limits } from './corpora/limits.ts';
import { uapi } from './corpora/uapi.ts';
import { type Answer, Journal } from './journal.ts';
import { builtToolchain } from './subjects.ts';

export const corpora: readonly Corpus[] = [gccTests, consumers, uapi, csmith, limits];

export interface Finding {
  name: string;
  /**
   * `unsteady`: native’s own answer is another one from run to run, or where memory is filled otherwise. `worded`:
   * the same diagnostics by place and severity, in other words.
   */
  kind: 'deeper' | 'trap' | 'unsteady' | 'worded' | 'different';
  detail: string;
}

export interface Tally {
  /** The toolchain's id. */
  toolchain: string;
  corpus: Corpus['id'];
  /** Part of the corpus that was run: 1 is all of it. */
  share: number;
  files: number;
  /** Of those, the ones that were compiled: the others are a compile of the same contents over again. */
  compiled: number;
  equal: number;
  findings: Finding[];
}

async function answerOf(bench: Bench, contents: Contents, one: OracleCase): Promise<Answer> {
  const outcome = await bench.compare(contents.root, one);
  const { name, directory } = one;
  const closure = contents.closure(directory);
  switch (outcome.kind) {
    case 'equal':
      return closure ? { closure } : {};
    case 'equal-deeper':
      return { finding: { name, kind: 'deeper', detail: outcome.trap } };
    case 'trap':
      return { finding: { name, kind: 'trap', detail: outcome.trap } };
    default:
      return { finding: { name, kind: outcome.kind, detail: firstDifference(outcome) } };
  }
}

export interface RunOptions {
  /** Told of each case that is not simply equal, as it is found. */
  onFinding?: (finding: Finding) => void;
  /** Takes what an earlier run found for granted, and keeps what this one finds. */
  resume?: boolean;
}

/** @param id of the toolchain. */
export async function runCorpus(
  id: string,
  corpus: Corpus,
  share: number,
  { onFinding = () => {}, resume = false }: RunOptions = {},
): Promise<Tally> {
  const built = await builtToolchain(id);
  const native = await nativeTwin(id);
  const bench = new Bench(built, native);
  const journal = await Journal.of(built, native, corpus, resume);
  const tally: Tally = {
    toolchain: id,
    corpus: corpus.id,
    share,
    files: 0,
    compiled: 0,
    equal: 0,
    findings: [],
  };
  try {
    for await (const batch of corpus.batches(built, share)) {
      let contents: Contents | undefined;
      try {
        for (const one of batch.cases) {
          const keys = journal.keysOf(batch, one);
          let answer = journal.get(keys);
          if (!answer) {
            contents ??= new Contents(await batch.lay());
            answer = journal.isAgain(keys, contents) ? { again: true } : await answerOf(bench, contents, one);
            journal.add(keys, answer);
          }
          tally.files++;
          if (!answer.again) tally.compiled++;
          if (answer.finding) {
            tally.findings.push(answer.finding);
            onFinding(answer.finding);
          } else tally.equal++;
        }
      } finally {
        if (contents) removeTree(contents.root);
      }
    }
  } finally {
    await bench.close();
  }
  return tally;
}
