/** A settled outcome with what it was an answer to, for as long as it is shown. */
import { targetOf, toolchainTitle } from '../../compiler/index.ts';
import type { Repro } from '../../repro/index.ts';
import type { Offer } from './offer.svelte.ts';
import type { Outcome } from './outcome.ts';
import { fullTitle, stopIndex, stopsOf } from './stack.ts';

export interface Shown {
  key: string;
  outcome: Outcome;
  repro: Repro;
  headersTitle: string;
  toolchainTitle: string;
}

/** `key` is the request's (`requestKey`), of `repro`. */
export function shownOf(
  key: string,
  outcome: Outcome,
  repro: Repro,
  { catalogue, toolchains }: Pick<Offer, 'catalogue' | 'toolchains'>,
): Shown {
  const stops = stopsOf(repro, catalogue);
  const id = repro.headers[stopIndex(repro, stops)]?.id;
  const stop = stops.find((candidate) => candidate.id === id);
  const toolchain = toolchains.find((candidate) => candidate.id === repro.toolchain.id);
  return {
    key,
    outcome,
    repro,
    headersTitle: stop ? fullTitle(stop, catalogue) : 'these headers',
    toolchainTitle: toolchainTitle(
      toolchain ?? { id: repro.toolchain.id, title: repro.toolchain.id },
      targetOf({ toolchain: repro.toolchain.id, command: repro.command }),
    ),
  };
}
