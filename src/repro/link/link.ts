/**
 * Share links: a repro as the fragment of a URL, so that no server sees it, and back. `#r1.` begins a link of
 * format 1, `#embed.r1.` the same to be shown inside a course page.
 */
import * as v from 'valibot';
import { parseRepro, ReproError } from '../document.ts';
import type { Repro } from '../repro.ts';
import { fromText, MAX_LINK, tooLong, toText } from './alphabet.ts';
import type { LinkContext } from './context.ts';
import { DICTIONARY_1 } from './dictionary-1.ts';
import { InvalidLinkError, LinkError, LinkTooLargeError, NewerLinkError } from './errors.ts';
import { findLink } from './find.ts';
import { deflated, inflated, OutputLimitError } from './inflate.ts';
import { pack, type Unpacked, unpack } from './pack.ts';
import { Wire } from './wire.ts';

const VERSION = '1';
const PREFIX = `r${VERSION}.`;
const dictionary = new TextEncoder().encode(DICTIONARY_1);

/** Bytes that may come out of a link: what the schema allows in UTF-8, with room for what JSON escapes. */
const MAX_UNPACKED = 8_000_000;

export interface OpenedLink {
  repro: Repro;
  /** Made for embedding: shown without the page around it, read-only until opened for real. */
  embed: boolean;
  /**
   * The consumer's command line, headers, toolchain or directory have changed in the catalogue since the link was
   * made, and the link relied on them: the repro may be another one than its author's.
   */
  defaultsChanged: boolean;
}

/**
 * The fragment, without `#`, that opens as `repro`. Deterministic.
 * @throws {LinkTooLargeError} when a link cannot carry it: then send it as a file.
 * @throws {InvalidLinkError} when `repro` is none.
 */
export async function encodeLink(
  repro: Repro,
  context: LinkContext,
  options: { embed?: boolean } = {},
): Promise<string> {
  const { wire, bytes } = await pack(valid(repro), context);
  const json = new TextEncoder().encode(JSON.stringify(wire));
  if (json.length > MAX_UNPACKED) throw new LinkTooLargeError(tooLong(json.length));
  const body = deflated(json, dictionary);
  const all = new Uint8Array(2 + bytes.length + body.length);
  all[0] = bytes.length & 0xff;
  all[1] = bytes.length >>> 8;
  all.set(bytes, 2);
  all.set(body, 2 + bytes.length);
  const text = PREFIX + toText(PREFIX, all);
  if (text.length > MAX_LINK) throw new LinkTooLargeError(tooLong(text.length));
  return options.embed ? `embed.${text}` : text;
}

/**
 * Opens a link out of whatever it stands in: a URL, a fragment, a quoted and wrapped mail. Nothing it holds is
 * believed before its checksum and the schema have accepted it.
 * @throws {LinkError} one of the classes in errors.ts, saying what is wrong and what to do.
 */
export async function decodeLink(input: string, context: LinkContext): Promise<OpenedLink> {
  const found = findLink(input);
  if (found.version !== VERSION) {
    if (Number(found.version) > Number(VERSION)) throw new NewerLinkError(found.version);
    throw new InvalidLinkError(`there is no format ${found.version}.`);
  }
  const { wire, tail } = open(fromText(PREFIX, found.text));
  let unpacked: Unpacked;
  try {
    unpacked = await unpack(wire, tail, context);
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidLinkError(`${error.message}.`);
    throw error;
  }
  return { repro: valid(unpacked.document), embed: found.embed, defaultsChanged: unpacked.defaultsChanged };
}

/** Whether `text` has a share link in it, whole or not. Never throws. */
export function hasLink(text: string): boolean {
  try {
    findLink(text);
    return true;
  } catch (error) {
    if (error instanceof LinkError) return false;
    throw error;
  }
}

function open(all: Uint8Array): { wire: Wire; tail: Uint8Array } {
  if (all.length < 3) throw new InvalidLinkError('it is empty.');
  const split = 2 + all[0]! + all[1]! * 256;
  if (split >= all.length) throw new InvalidLinkError('its parts do not fit together.');
  let json: unknown;
  try {
    const text = inflated(all.subarray(split), dictionary, MAX_UNPACKED);
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch (error) {
    if (error instanceof OutputLimitError) {
      throw new LinkTooLargeError(
        `This link would unpack to more than ${MAX_UNPACKED / 1e6} MB: it was not opened.`,
      );
    }
    throw new InvalidLinkError('what it holds cannot be unpacked.');
  }
  const wire = v.safeParse(Wire, json, { abortEarly: true });
  if (!wire.success) throw new InvalidLinkError('it has another shape than links have.');
  return { wire: wire.output, tail: all.subarray(2, split) };
}

function valid(document: unknown): Repro {
  try {
    return parseRepro(document);
  } catch (error) {
    if (error instanceof ReproError) throw new InvalidLinkError(error.message);
    throw error;
  }
}
