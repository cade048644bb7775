/** Repros of a lesson: what a step starts with, and what an answer makes of a repro. */
import {
  bestToolchain,
  type Catalogue,
  type Consumer,
  commandOf,
  consumerRepro,
  ownFilesRepro,
  replaceInStack,
} from '../headers/index.ts';
import {
  type HeaderEdit,
  parseRepro,
  plainHeaders,
  type Repro,
  ReproError,
  resolvePath,
} from '../repro/index.ts';
import { type Bench, NotHere } from './bench.ts';
import type { Changes, Replacement, Start, WrittenEdit } from './changes.ts';
import { LessonError } from './error.ts';
import type { Lesson, Task } from './lesson.ts';

/**
 * The repro a step starts with: its own, or what the steps before it leave when they are done as the lesson does them.
 * @param index 0-based.
 * @throws {NotHere} when this site lacks a part of it.
 * @throws {LessonError} when an answer of a step before does not fit.
 */
export async function startOf(lesson: Lesson, index: number, bench: Bench): Promise<Repro> {
  const own = lesson.steps.slice(0, index + 1).findLastIndex(({ start }) => start !== undefined);
  let repro = await resolveStart(lesson.steps[own]!.start!, bench);
  for (const { task } of lesson.steps.slice(own, index)) repro = await endOf(task, repro, bench);
  return repro;
}

/** A repro after a step is done as the lesson does it. */
export function endOf(task: Task, start: Repro, bench: Bench): Promise<Repro> {
  switch (task.kind) {
    case 'read':
      return Promise.resolve(start);
    case 'predict':
      return applyChanges(start, task.reveal, bench);
    case 'do':
      return applyChanges(start, task.answers[0]!, bench);
  }
}

async function resolveStart(start: Start, bench: Bench): Promise<Repro> {
  if (start.link !== undefined) return bench.openLink(start.link);
  const { catalogue, toolchains } = bench;
  const consumer = start.consumer === undefined ? undefined : consumerOf(catalogue, start.consumer);
  const toolchain = start.toolchain ?? bestToolchain(consumer, toolchains);
  requireToolchain(bench, toolchain);
  const directory = start.directory;
  const own = Object.entries(start.files ?? {}).map(([name, text]) => ({ name, text }));
  const base = consumer
    ? consumerRepro(consumer, toolchain)
    : ownFilesRepro(catalogue, toolchain, own, directory);
  const repro: Repro = {
    ...base,
    ...(directory !== undefined && { directory }),
    ...(start.command !== undefined && { command: start.command }),
    ...(start.title !== undefined && { title: start.title }),
  };
  const files = own.map(({ name, text }) => ({ path: resolvePath(repro.directory, name), text }));
  return valid({
    ...stackWith(catalogue, repro, start.stop),
    consumer: { ...repro.consumer, files },
    ...(start.edits?.length && { edits: start.edits.map(editOf) }),
  });
}

/**
 * A repro changed as an answer says.
 * @throws {LessonError} when a passage to be replaced is not there once, or the result is no valid repro.
 * @throws {NotHere}
 */
export async function applyChanges(repro: Repro, changes: Changes, bench: Bench): Promise<Repro> {
  const { catalogue } = bench;
  let changed = stackWith(catalogue, repro, changes.stop);
  if (changes.toolchain !== undefined) changed = withToolchain(changed, changes.toolchain, bench);
  if (changes.dropEdits || changes.edits) {
    const { edits: before = [], ...rest } = changed;
    const edits = [...(changes.dropEdits ? [] : before), ...(changes.edits ?? []).map(editOf)];
    changed = edits.length ? { ...rest, edits } : rest;
  }
  for (const replacement of changes.consumer ?? []) changed = await withPassage(changed, replacement, bench);
  for (const [name, text] of Object.entries(changes.files ?? {})) {
    changed = withFile(changed, resolvePath(changed.directory, name), text);
  }
  if (changes.command !== undefined) {
    changed = { ...changed, command: commandAfter(changed.command, changes.command) };
  }
  if (changes.title !== undefined) changed = { ...changed, title: changes.title };
  if (changes.note !== undefined) changed = { ...changed, note: changes.note };
  return valid(changed);
}

/** The repro with snapshots in the place of their kind; a stop of the reader's own gives way with its edits. */
export function stackWith(
  catalogue: Catalogue,
  repro: Repro,
  stop: string | readonly string[] | undefined,
): Repro {
  if (stop === undefined) return repro;
  const stops = typeof stop === 'string' ? [stop] : stop;
  for (const id of stops) {
    if (!catalogue.snapshots.some((one) => one.id === id)) throw new NotHere(`This needs the headers ${id}.`);
  }
  const ids = stops.reduce<string[]>(
    (stack, id) => replaceInStack(catalogue, stack, id),
    plainHeaders(repro).map(({ id }) => id),
  );
  return { ...repro, headers: ids.map((id) => repro.headers.find((ref) => ref.id === id) ?? { id }) };
}

/** The repro with a toolchain; a catalogue consumer's own line follows it. */
export function withToolchain(repro: Repro, id: string, bench: Bench): Repro {
  requireToolchain(bench, id);
  const consumer = bench.catalogue.consumers.find((one) => one.id === repro.consumer.catalogue);
  const follows = consumer && repro.command === commandOf(consumer, repro.toolchain.id);
  return { ...repro, toolchain: { id }, command: follows ? commandOf(consumer, id) : repro.command };
}

function consumerOf(catalogue: Catalogue, id: string): Consumer {
  const consumer = catalogue.consumers.find((one) => one.id === id);
  if (!consumer) throw new NotHere(`This needs the consumer ${id}.`);
  return consumer;
}

function requireToolchain({ toolchains }: Bench, id: string): void {
  const known = toolchains.find((one) => one.id === id);
  if (known?.state === 'ready') return;
  throw new NotHere(
    known
      ? `This needs the toolchain ${id}, which is not ready yet.`
      : `This needs the toolchain ${id}, which is not here.`,
  );
}

function editOf(edit: WrittenEdit): HeaderEdit {
  if ('patch' in edit) return { kind: 'patch', patch: edit.patch };
  if ('reserve' in edit) return { kind: 'reserve', name: edit.reserve };
  if ('restore' in edit) return { kind: 'restore', name: edit.restore };
  return { kind: 'remove', name: edit.remove, ...(edit.leave && { leave: edit.leave }) };
}

function withFile(repro: Repro, path: string, text: string): Repro {
  const files = repro.consumer.files;
  const at = files.findIndex((file) => file.path === path);
  const next = at < 0 ? [...files, { path, text }] : files.with(at, { path, text });
  return { ...repro, consumer: { ...repro.consumer, files: next } };
}

async function withPassage(repro: Repro, change: Replacement, bench: Bench): Promise<Repro> {
  const consumer = bench.catalogue.consumers.find((one) => one.id === repro.consumer.catalogue);
  const main = consumer?.file ?? repro.consumer.files.find(({ path }) => /\.c$/i.test(path))?.path;
  const path = change.in === undefined ? main : resolvePath(repro.directory, change.in);
  if (path === undefined) throw new LessonError('this repro has no main file to change.');
  const own = repro.consumer.files.find((file) => file.path === path)?.text;
  const bytes =
    own === undefined && consumer ? await bench.readFile({ headers: [consumer.set] }, path) : undefined;
  const text = own ?? (bytes && new TextDecoder().decode(bytes));
  if (text === undefined) throw new LessonError(`${path} is no file of this consumer.`);
  const times = text.split(change.replace).length - 1;
  if (times !== 1) {
    throw new LessonError(
      `the passage ${JSON.stringify(change.replace.slice(0, 80))} stands ${times} times in ${path}; it must stand there once.`,
    );
  }
  return withFile(
    repro,
    path,
    text.replace(change.replace, () => change.with),
  );
}

function commandAfter(command: string, change: NonNullable<Changes['command']>): string {
  if (typeof change === 'string') return change;
  const dropped = new Set(change.drop?.split(/\s+/));
  const kept = command
    .split(' ')
    .filter((word) => !dropped.has(word))
    .join(' ');
  return change.add === undefined ? kept : `${kept} ${change.add}`;
}

function valid(repro: Repro): Repro {
  try {
    return parseRepro(repro);
  } catch (error) {
    if (error instanceof ReproError) throw new LessonError(error.message);
    throw error;
  }
}
