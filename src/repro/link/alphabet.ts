/**
 * Bytes as characters that mail, chat and Markdown leave alone. A link's text is `prefix body checksum`: the body
 * is base64url of (length, bytes), the checksum six letters or digits, so that nothing takes its last character
 * for punctuation. Because the body says its own length, what follows a link in a text does not matter.
 */
import { DamagedLinkError, LinkTooLargeError, TruncatedLinkError } from './errors.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE62 = BASE64.slice(0, 62);
/** 62 ** 6 is just above 2 ** 32. */
const CHECK_LENGTH = 6;

/** Characters of a link's fragment, either way: above this, browsers and mail programs no longer carry it. */
export const MAX_LINK = 1_000_000;

const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < BASE64.length; i++) VALUES[BASE64.charCodeAt(i)] = i;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 as in gzip. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** `bytes` as body and checksum; `prefix` is under the checksum too. */
export function toText(prefix: string, bytes: Uint8Array): string {
  const body = toBase64(withLength(bytes));
  return body + checksum(prefix, body);
}

/**
 * The bytes of `text`, which begins right after `prefix` and may go on after the link's end.
 * @throws {TruncatedLinkError | DamagedLinkError | LinkTooLargeError}
 */
export function fromText(prefix: string, text: string): Uint8Array {
  // Five characters are enough for any length.
  const { length, size } = readLength(fromBase64(text.slice(0, 5 + (text.length < 5 ? 0 : 1))), text.length);
  const bodyLength = Math.ceil(((size + length) * 4) / 3);
  const wanted = bodyLength + CHECK_LENGTH;
  if (wanted > MAX_LINK) throw new LinkTooLargeError(tooLong(wanted));
  if (text.length < wanted) throw new TruncatedLinkError(text.length + prefix.length, wanted + prefix.length);
  const body = text.slice(0, bodyLength);
  if (checksum(prefix, body) !== text.slice(bodyLength, wanted)) throw new DamagedLinkError();
  return fromBase64(body).subarray(size, size + length);
}

export function tooLong(characters: number): string {
  return `A link has at most ${MAX_LINK.toLocaleString('en')} characters, and this would have ${characters.toLocaleString('en')}: send the repro as a file instead.`;
}

function checksum(prefix: string, body: string): string {
  let rest = crc32(new TextEncoder().encode(prefix + body));
  let text = '';
  for (let i = 0; i < CHECK_LENGTH; i++) {
    text += BASE62[rest % 62]!;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** Length first, seven bits a byte, low ones first. */
function withLength(bytes: Uint8Array): Uint8Array {
  const head: number[] = [];
  let rest = bytes.length;
  do {
    head.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest);
  const all = new Uint8Array(head.length + bytes.length);
  all.set(head);
  all.set(bytes, head.length);
  return all;
}

function readLength(bytes: Uint8Array, got: number): { length: number; size: number } {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[i];
    if (byte === undefined) throw new TruncatedLinkError(got, undefined);
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { length, size: i + 1 };
  }
  throw new DamagedLinkError();
}

function toBase64(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const have = Math.min(3, bytes.length - i);
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k <= have; k++) out.push(BASE64[(bits >>> (18 - 6 * k)) & 63]!);
  }
  return out.join('');
}

function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let have = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw new DamagedLinkError();
    bits = ((bits << 6) | value) & 0xffff;
    have += 6;
    if (have >= 8) {
      have -= 8;
      bytes[at++] = (bits >>> have) & 0xff;
    }
  }
  return bytes;
}
