/** What lessons are asked with, from a desk. */
import { linkContextOf } from '../compiler/index.ts';
import { type Bench, NotHere } from '../lessons/index.ts';
import { decodeLink } from '../repro/index.ts';
import { abiOf, impact } from '../study/index.ts';
import type { Desk } from './desk.ts';

export function deskBench(desk: Desk): Bench {
  const { shelf, sources, compilations } = desk;
  const { catalogue, toolchains } = shelf;
  return {
    catalogue,
    toolchains,
    verdict: (request) => desk.verdict(request),
    readFile: async (stack, path) => (await sources.files.readFiles(stack, [path])).get(path),
    openLink: async (link) => (await decodeLink(link, linkContextOf(catalogue, shelf))).repro,
    breaking: async (edits, ids) => {
      const consumers = ids.map((id) => {
        const consumer = catalogue.consumers.find((one) => one.id === id);
        if (!consumer) throw new NotHere(`This needs the consumer ${id}.`);
        return consumer;
      });
      const { rows } = await impact({ edits, consumers, toolchains }, sources, compilations);
      return rows.filter(({ state }) => state === 'breaks').map(({ consumer }) => consumer.id);
    },
    abi: (question) => abiOf(question, sources, (request) => desk.verdict(request)),
  };
}
