/** A repro made small: its wire form and the bytes beside it. */
import { HASH_DIGITS } from '../hash.ts';
import type { HeaderEdit, Ref, Repro } from '../repro.ts';
import { crc32 } from './alphabet.ts';
import type { ConsumerDefaults, LinkContext } from './context.ts';
import { applyLineDelta, applySplice, lineDelta, splice } from './delta.ts';
import { flatDiagnostics, unflatDiagnostics } from './diagnostics.ts';
import { InvalidLinkError, OriginalMissingError, UnknownConsumerError } from './errors.ts';
import { ByteReader, ByteWriter, type Wire } from './wire.ts';

const EDIT_KINDS = ['remove', 'reserve', 'restore', 'patch'] as const;
/** `remove` that reserves the number only; links that have none of it are what they were before it was. */
const LEAVES_NUMBER = 4;

/** Bytes of the checksum over defaults left out, and over a file told as a delta. */
const DEFAULTS_CHECK = 3;
const FILE_CHECK = 4;

export async function pack(repro: Repro, context: LinkContext): Promise<{ wire: Wire; bytes: Uint8Array }> {
  const wire: Wire = {};
  const bytes = new ByteWriter();
  const { catalogue } = repro.consumer;
  const known = catalogue === undefined ? undefined : context.defaults(catalogue);
  const defaults = known ?? {};
  if (catalogue !== undefined) wire.c = known ? catalogue : [catalogue];

  if (repro.toolchain.id !== defaults.toolchain?.id) wire.t = repro.toolchain.id;
  if (!sameIds(repro.headers, defaults.headers)) wire.h = repro.headers.map(({ id }) => id);
  const refs = [repro.toolchain, ...repro.headers];
  const mask = refs.reduce((bits, { hash }, i) => (hash === undefined ? bits : bits | (1 << i)), 0);
  if (mask) wire.x = mask;
  for (const { hash } of refs) if (hash !== undefined) bytes.hash(hash);

  if (repro.title !== (defaults.title ?? '')) wire.n = repro.title;
  if (repro.note !== (defaults.note ?? '')) wire.o = repro.note;
  if (repro.command !== defaults.command) {
    wire.m = defaults.command === undefined ? repro.command : splice(defaults.command, repro.command);
  }
  if (repro.directory !== defaults.directory) wire.d = repro.directory;
  if (known) bytes.number(leftOut(wire, defaults), DEFAULTS_CHECK);

  if (repro.edits) wire.e = repro.edits.map(packEdit);
  if (repro.stops) {
    wire.s = repro.stops.map(({ id, title, from, edits }) => [
      Number(id.slice('own-'.length)),
      title,
      from,
      edits.map(packEdit),
    ]);
  }
  if (repro.consumer.files.length) {
    wire.f = [];
    for (const { path, text } of repro.consumer.files) {
      const original =
        catalogue === undefined ? undefined : await context.original?.(catalogue, path, repro.headers);
      const delta = original === undefined ? undefined : lineDelta(original, text);
      const smaller = delta && JSON.stringify(delta).length < text.length;
      wire.f.push([path, smaller ? delta : text]);
      if (smaller) bytes.number(textCheck(text), FILE_CHECK);
    }
  }
  if (repro.expect) {
    const { exitCode, output, diagnostics, text } = repro.expect;
    const flat = flatDiagnostics(diagnostics);
    wire.w = text === undefined ? [exitCode, flat] : [exitCode, flat, text];
    bytes.hash(output);
  }
  return { wire, bytes: bytes.take() };
}

export interface Unpacked {
  /** In the shape of a repro, not yet validated. */
  document: unknown;
  /** The catalogue's defaults that the link leaves out are no longer what they were when it was made. */
  defaultsChanged: boolean;
}

/**
 * @throws {UnknownConsumerError | OriginalMissingError | InvalidLinkError}
 */
export async function unpack(wire: Wire, tail: Uint8Array, context: LinkContext): Promise<Unpacked> {
  const bytes = new ByteReader(tail);
  const catalogue = typeof wire.c === 'string' ? wire.c : wire.c?.[0];
  const usesDefaults = typeof wire.c === 'string';
  const known = usesDefaults ? context.defaults(wire.c as string) : undefined;
  if (usesDefaults && !known) throw new UnknownConsumerError(shownId(wire.c as string));
  const defaults = known ?? {};

  const withHash = (id: string, i: number): Ref =>
    (wire.x ?? 0) & (1 << i) ? { id, hash: bytes.hash(HASH_DIGITS) } : { id };
  const toolchain = withHash(wire.t ?? defaults.toolchain?.id ?? missing('the toolchain'), 0);
  const ids = wire.h ?? defaults.headers?.map(({ id }) => id) ?? missing('the header stack');
  if (ids.length > 30) throw new InvalidLinkError('it has too many header snapshots.');
  const headers = ids.map((id, i) => withHash(id, i + 1));

  const defaultsChanged = usesDefaults && bytes.number(DEFAULTS_CHECK) !== leftOut(wire, defaults);
  const edits = wire.e?.map(unpackEdit);
  const stops = wire.s?.map(([number, title, from, made]) => ({
    id: `own-${number}`,
    title,
    from,
    edits: made.map(unpackEdit),
  }));
  const files = [];
  for (const [path, told] of wire.f ?? []) {
    files.push({
      path,
      text: typeof told === 'string' ? told : await original(path, told, bytes.number(FILE_CHECK)),
    });
  }
  const document = {
    schema: 1,
    title: wire.n ?? defaults.title ?? '',
    note: wire.o ?? defaults.note ?? '',
    toolchain,
    headers,
    ...(edits && { edits }),
    ...(stops && { stops }),
    consumer: { ...(catalogue !== undefined && { catalogue }), files },
    command: command(),
    directory: wire.d ?? defaults.directory ?? missing('the directory'),
    ...(wire.w && {
      expect: {
        exitCode: wire.w[0],
        output: bytes.hash(HASH_DIGITS),
        diagnostics: unflatDiagnostics(wire.w[1]),
        ...(wire.w[2] !== undefined && { text: wire.w[2] }),
      },
    }),
  };
  return { document, defaultsChanged };

  function command(): string {
    if (typeof wire.m === 'string') return wire.m;
    const base = defaults.command ?? missing('the command line');
    return wire.m ? applySplice(base, wire.m) : base;
  }

  async function original(path: string, delta: (number | string)[], check: number): Promise<string> {
    const text = catalogue === undefined ? undefined : await context.original?.(catalogue, path, headers);
    if (text === undefined) throw new OriginalMissingError(shownId(path), 'absent');
    let edited: string | undefined;
    try {
      edited = applyLineDelta(text, delta);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    if (edited === undefined || textCheck(edited) !== check)
      throw new OriginalMissingError(shownId(path), 'other');
    return edited;
  }
}

/** A checksum over what the compile depends on and the link leaves to the catalogue. */
function leftOut(wire: Wire, defaults: ConsumerDefaults): number {
  const values = [
    wire.t === undefined ? defaults.toolchain?.id : null,
    wire.h === undefined ? defaults.headers?.map(({ id }) => id) : null,
    typeof wire.m === 'string' ? null : defaults.command,
    wire.d === undefined ? defaults.directory : null,
  ];
  return crc32(new TextEncoder().encode(JSON.stringify(values))) & 0xffffff;
}

function textCheck(text: string): number {
  return crc32(new TextEncoder().encode(text));
}

function sameIds(refs: readonly Ref[], others: readonly Ref[] | undefined): boolean {
  return others?.length === refs.length && refs.every(({ id }, i) => id === others[i]?.id);
}

function packEdit(edit: HeaderEdit): [number, string] {
  if (edit.kind === 'patch') return [EDIT_KINDS.indexOf(edit.kind), edit.patch];
  const leaves = edit.kind === 'remove' && edit.leave === 'number';
  return [leaves ? LEAVES_NUMBER : EDIT_KINDS.indexOf(edit.kind), edit.name];
}

function unpackEdit([kind, text]: [number, string]): unknown {
  if (kind === LEAVES_NUMBER) return { kind: 'remove', name: text, leave: 'number' };
  return EDIT_KINDS[kind] === 'patch'
    ? { kind: 'patch', patch: text }
    : { kind: EDIT_KINDS[kind], name: text };
}

function missing(what: string): never {
  throw new InvalidLinkError(`${what} is missing.`);
}

function shownId(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 120);
}
