/** Offers the GCC versions the cache holds, and lists the others with how to get them. */
import { findGcc, findGccState, gccRecipes } from '../../wasm/gcc/build.ts';
import { isGccStaged, stageGcc, titleOf } from '../../wasm/gcc/stage.ts';
import { writeToolchainState } from './toolchains.ts';

/** A build that has said nothing for this long was killed, in ms: the longest step is heard of more often. */
const silent = 10 * 60_000;

/** @param others versions that are seen to elsewhere. */
export async function offerBuiltGccs(others: string[]): Promise<void> {
  for (const version of Object.keys(gccRecipes).filter((one) => !others.includes(one))) {
    const product = findGcc(version);
    if (product) {
      if (!isGccStaged(product)) await stageGcc(product);
      continue;
    }
    const id = `gcc-${version}`;
    const title = titleOf(version);
    const build = findGccState(version);
    if (build?.state === 'building' && Date.now() - build.updated < silent) {
      const { percent, step: detail, updated } = build;
      writeToolchainState({ id, title, state: 'building', percent, detail, updated });
    } else {
      writeToolchainState({ id, title, state: 'missing', detail: `Run \`npm run toolchain -- ${id}\`` });
    }
  }
}
