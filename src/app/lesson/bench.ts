/** What lessons are asked with, from the page. */
import { linkContextOf, RuntimeFailure } from '../../compiler/index.ts';
import { type Bench, NotHere } from '../../lessons/index.ts';
import { decodeLink } from '../../repro/index.ts';
import type { Workspace } from '../workspace.svelte.ts';

export function pageBench(workspace: Workspace): Bench {
  const { offer, compiler, study, compilations } = workspace;
  return {
    get catalogue() {
      return offer.catalogue;
    },
    get toolchains() {
      return offer.toolchains;
    },
    verdict: async (request) => (await compilations.verdictOf(request)).verdict,
    readFile: (stack, path) => compiler.readFile(stack, path),
    openLink: async (link) => (await decodeLink(link, linkContextOf(offer.catalogue, compiler))).repro,
    breaking: async (edits, ids) => {
      const consumers = ids.map((id) => {
        const consumer = offer.catalogue.consumers.find((one) => one.id === id);
        if (!consumer) throw new NotHere(`This needs the consumer ${id}.`);
        return consumer;
      });
      const breaking: string[] = [];
      const failures: string[] = [];
      const site = { catalogue: { ...offer.catalogue, consumers }, toolchains: offer.toolchains };
      await study.call('impact', { edits, lanes: study.lanes }, site, {
        onRow: ({ row }) => {
          if (row.state === 'breaks') breaking.push(row.consumer.id);
          if (row.state === 'failure') failures.push(row.message ?? row.consumer.id);
        },
      });
      if (failures.length) throw new RuntimeFailure('crash', failures[0]!, 'Compile again.');
      return breaking;
    },
    abi: ({ target, names, ...question }) =>
      study.call('abi', { ...question, target: target.id, ...(names && { names }) }, offer),
  };
}
