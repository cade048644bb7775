/** Whether what an opened repro's author saw is seen here, as far as the page knows by now. */
import { presentOf, requestOf, type Site } from '../../compiler/index.ts';
import { type Repro, type Verification, verify, whatIsMissing } from '../../repro/index.ts';
import type { Outcome } from '../state/outcome.ts';
import { requestKey } from '../state/stack.ts';

/** `changed`: the reader has gone on from it. `pending`: it is not compiled yet, or could not be. */
export type Verified = Verification | { kind: 'changed' } | { kind: 'pending' };

/** @param key the request shown now, `outcome` what came of it. */
export function verificationOf(
  opened: Repro,
  key: string,
  outcome: Outcome | undefined,
  site: Site,
): Verified {
  if (requestKey(requestOf(opened)) !== key) return { kind: 'changed' };
  const present = presentOf(site, opened);
  // A toolchain still being built is not missing: the answer comes when it is there.
  const building = site.toolchains.filter(({ state }) => state === 'building').map(({ id }) => ({ id }));
  const missing = whatIsMissing(opened, {
    ...present,
    toolchains: [...present.toolchains, ...building],
  });
  if (missing) return missing;
  if (!opened.expect) return { kind: 'nothing-expected' };
  if (outcome?.kind !== 'verdict') return { kind: 'pending' };
  return verify(opened, { ...outcome.verdict, output: outcome.output }, present);
}
