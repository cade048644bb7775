/**
 * The study's worker: why, whom, where and what to put back are worked out here, apart from the page, which only
 * compiles and reads headers for it.
 */
import { errorOf, type SentError, sentError, type Verdict } from '../../compiler/index.ts';
import {
  type CGrammar,
  type DeclaredIndex,
  GRAMMAR_FILES,
  loadIndexes,
  openGrammar,
} from '../../headers/index.ts';
import {
  abiOf,
  blame,
  Compilations,
  fillTimeline,
  fittingStop,
  impact,
  layoutTarget,
  referencesFor,
  reserve,
  type Sources,
  standingsOf,
  whereaboutsOf,
} from '../../study/index.ts';
import { keptVerdicts } from './kept-verdicts.ts';
import type { Ask, Asks, FromStudy, StudyCall, StudyCalls, StudySite, ToStudy } from './messages.ts';

type Call = Extract<ToStudy, { type: 'call' }>;

let generated = '';
let grammar: Promise<CGrammar> | undefined;
let asked = 0;
const waiting = new Map<
  number,
  { resolve: (answer: Asks[Ask]['answer']) => void; reject: (error: Error) => void }
>();
const running = new Map<number, AbortController>();
/** One memory of verdicts for all calls: what one compiled, another need not. */
let compilations: Compilations | undefined;

self.onmessage = ({ data }: MessageEvent<ToStudy>) => {
  switch (data.type) {
    case 'start':
      generated = data.generated;
      break;
    case 'call':
      void answer(data);
      break;
    case 'cancel':
      running.get(data.id)?.abort();
      break;
    case 'answer':
      take(data.ask)?.resolve(data.answer);
      break;
    case 'refusal':
      take(data.ask)?.reject(errorOf(data.error));
      break;
  }
};

function take(id: number) {
  const ask = waiting.get(id);
  waiting.delete(id);
  return ask;
}

function ask<Name extends Ask>(
  call: number,
  name: Name,
  parameters: Asks[Name]['parameters'],
): Promise<Asks[Name]['answer']> {
  return new Promise((resolve, reject) => {
    const id = ++asked;
    waiting.set(id, { resolve: resolve as (answer: Asks[Ask]['answer']) => void, reject });
    send({ type: 'ask', ask: id, call, name, parameters } as FromStudy);
  });
}

async function answer(call: Call): Promise<void> {
  const controller = new AbortController();
  running.set(call.id, controller);
  try {
    const result = await perform(call, controller.signal);
    send({ type: 'done', id: call.id, answer: result });
  } catch (error) {
    const cancelled: SentError = { kind: 'cancelled', message: 'Cancelled.', advice: '' };
    send({
      type: 'failed',
      id: call.id,
      error: controller.signal.aborted ? cancelled : sentError(error, 'The study of headers'),
    });
  } finally {
    running.delete(call.id);
  }
}

async function perform(call: Call, signal: AbortSignal): Promise<StudyCalls[StudyCall]['answer']> {
  const { id, site } = call;
  const tell = (row: StudyCalls[StudyCall]['row']) => send({ type: 'row', id, row });
  switch (call.name) {
    case 'why': {
      const { request, verdict, compiling } = call.parameters;
      const sources = await sourcesOf(id, site);
      return blame({ request, verdict, references: referencesFor(sources, request, compiling) }, sources);
    }
    case 'reserve': {
      const { request, verdict, compiling } = call.parameters;
      const sources = await sourcesOf(id, site);
      const references = referencesFor(sources, request, compiling);
      const compile = async (wanted: typeof request) =>
        (await compilationsOf(id, site).verdictOf(wanted, signal)).verdict;
      return reserve({ request, verdict, references }, sources, compile, { signal });
    }
    case 'impact': {
      const sources = await sourcesOf(id, site);
      const { elsewhere } = await impact(
        { ...call.parameters, toolchains: site.toolchains },
        sources,
        compilationsOf(id, site),
        { signal, lanes: call.parameters.lanes, onRow: (row, done, of) => tell({ row, done, of }) },
      );
      return { elsewhere };
    }
    case 'matrix': {
      const { commands, lanes, ...input } = call.parameters;
      const kept = compilationsOf(id, site);
      const before = { compiled: kept.compiled, reused: kept.reused };
      await fillTimeline(
        site.catalogue,
        { ...input, commandFor: (toolchain) => commands[toolchain] ?? input.request.command },
        kept,
        { signal, lanes, onCell: tell },
      );
      return { compiled: kept.compiled - before.compiled, reused: kept.reused - before.reused };
    }
    case 'abi': {
      const { target, ...question } = call.parameters;
      const known = layoutTarget(target);
      if (!known) throw new TypeError(`there is no target ${target}`);
      return abiOf(
        { ...question, target: known },
        await sourcesOf(id, site),
        async (wanted) => (await compilationsOf(id, site).verdictOf(wanted, signal)).verdict,
        signal,
      );
    }
    case 'standings':
      return standingsOf(call.parameters.path, call.parameters.stacks, await sourcesOf(id, site));
    case 'fitting': {
      const { files } = await sourcesOf(id, site);
      return fittingStop(call.parameters.patch, call.parameters.stops, files);
    }
    case 'whereabouts':
      return whereaboutsOf(call.parameters.name, await indexesOf(site), site.catalogue);
    case 'names': {
      const wanted = call.parameters.prefix.toLowerCase();
      const found = new Set<string>();
      for (const index of await indexesOf(site)) {
        for (const name of index.names()) {
          if (name.toLowerCase().startsWith(wanted)) found.add(name);
          if (found.size >= 400) break;
        }
      }
      return [...found].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, 40);
    }
  }
}

/** The page compiles for whichever call asks first; the verdicts are everybody's. */
function compilationsOf(call: number, site: StudySite): Compilations {
  compilations ??= new Compilations(
    (request) => ask(latest, 'compile', request) as Promise<Verdict>,
    {
      readFiles: (stack, paths) => ask(latest, 'readFiles', { stack, paths }),
      digests: (stack, paths) => ask(latest, 'digests', { stack, paths }),
    },
    keptVerdicts(),
    (id) => hashes.get(id),
  );
  latest = call;
  for (const { id, sha256 } of site.toolchains) if (sha256 !== undefined) hashes.set(id, sha256);
  return compilations;
}
let latest = 0;
const hashes = new Map<string, string>();

async function sourcesOf(call: number, site: StudySite): Promise<Sources> {
  return {
    catalogue: site.catalogue,
    files: {
      readFiles: (stack, paths) => ask(call, 'readFiles', { stack, paths }),
      listFiles: (stack) => ask(call, 'listFiles', stack),
    },
    indexes: await indexesOf(site),
    grammar: openedGrammar,
  };
}

function indexesOf({ catalogue }: StudySite): Promise<DeclaredIndex[]> {
  return loadIndexes(known(catalogue), fetched);
}

/** Equal catalogues come as new objects with every call; an index is loaded once for all of them. */
let kept: StudySite['catalogue'] | undefined;
function known(catalogue: StudySite['catalogue']): StudySite['catalogue'] {
  const same = JSON.stringify(kept?.declared) === JSON.stringify(catalogue.declared);
  if (!kept || !same) kept = catalogue;
  return kept;
}

function openedGrammar(): Promise<CGrammar> {
  if (!grammar) {
    grammar = Promise.all([fetched(GRAMMAR_FILES.runtime), fetched(GRAMMAR_FILES.grammar)]).then(
      ([runtime, c]) => openGrammar({ runtime, grammar: c }),
    );
    grammar.catch(() => {
      grammar = undefined;
    });
  }
  return grammar;
}

async function fetched(path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, generated));
  if (!response.ok) throw new Error(`${path} could not be fetched: the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function send(message: FromStudy): void {
  self.postMessage(message);
}
