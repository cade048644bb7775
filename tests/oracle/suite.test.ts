/** A bounded sample of the oracle's corpora: each compiler here says what its native self says, byte for byte. */
import { describe, expect, it } from 'vitest';
import type { Corpus } from './suite/case.ts';
import { reasonFor } from './suite/reasons.ts';
import { corpora, runCorpus } from './suite/run.ts';
import { builtToolchains } from './suite/subjects.ts';

/** Parts of the corpora that take seconds, not minutes. */
const shares: Record<Corpus['id'], number> = {
  'gcc-tests': 1 / 150,
  consumers: 1 / 60,
  uapi: 1 / 20,
  csmith: 1 / 25,
  limits: 1 / 5,
};

/** Clang’s module takes several times as long for a file. */
const CLANG = 1 / 4;

const toolchains = builtToolchains();

/** Clang for other targets is the same module: only what the targets' own headers make of it is looked at. */
const ofTargets: readonly Corpus['id'][] = ['consumers', 'uapi'];

function corporaFor(id: string): readonly Corpus[] {
  return /^clang-\d+-/.test(id) ? corpora.filter((corpus) => ofTargets.includes(corpus.id)) : corpora;
}

describe.skipIf(toolchains.length === 0).each(toolchains)('%s', (id) => {
  it.each(corporaFor(id).map((corpus) => [corpus.title, corpus] as const))('on %s', async (_, corpus) => {
    const { files, findings } = await runCorpus(
      id,
      corpus,
      shares[corpus.id] * (id.startsWith('clang-') ? CLANG : 1),
    );
    expect(files).toBeGreaterThan(0);
    expect(findings.filter((finding) => reasonFor(id, corpus.id, finding) === undefined)).toEqual([]);
  });
});
