/**
 * tar archives. Written with nanotar; read here, because nanotar quietly resolves `..` and a hostile name must be
 * refused instead, and because it takes sizes as they come.
 */
import { createTar } from 'nanotar';

export interface TarFile {
  /** Relative, with slashes. */
  name: string;
  data: Uint8Array;
  executable?: boolean;
}

/** Why an archive is not read. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
  constructor(
    readonly kind: 'too-large' | 'damaged' | 'hostile' | 'not-a-repro',
    message: string,
  ) {
    super(message);
  }
}

const BLOCK = 512;
/** Bytes of a name that fit a header; longer ones go into a record of their own before it. */
const NAME = 100;

/** Files in the order given, all with the same time, so that equal files make equal archives. */
export function writeTar(files: readonly TarFile[]): Uint8Array<ArrayBuffer> {
  const entries: { name: string; data: Uint8Array; attrs: { mode: string } }[] = [];
  const records: number[] = [];
  let at = 0;
  const add = (name: string, data: Uint8Array, mode: string) => {
    entries.push({ name, data, attrs: { mode } });
    const start = at;
    at += BLOCK + Math.ceil(data.length / BLOCK) * BLOCK;
    return start;
  };
  for (const { name, data, executable } of files) {
    const bytes = new TextEncoder().encode(name);
    if (bytes.length > NAME) records.push(add('long-name', paxPath(bytes), '644'));
    add(bytes.length > NAME ? `long-name-${entries.length}` : name, data, executable ? '755' : '644');
  }
  const body = createTar(entries, { attrs: { uid: 0, gid: 0, mtime: 0 } });
  // Two empty blocks end an archive; nanotar leaves them out where its padding happens to be none.
  const tar = new Uint8Array(Math.max(body.length, at + 2 * BLOCK));
  tar.set(body);
  for (const record of records) {
    tar[record + 156] = 'x'.charCodeAt(0);
    const sum = headerSum(tar.subarray(record, record + BLOCK));
    tar.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), record + 148);
  }
  return tar;
}

/** `length path=name\n`, where the length counts itself. */
function paxPath(name: Uint8Array): Uint8Array {
  const rest = new TextEncoder().encode(' path=').length + name.length + 1;
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  const head = new TextEncoder().encode(`${length} path=`);
  const all = new Uint8Array(length);
  all.set(head);
  all.set(name, head.length);
  all[length - 1] = 10;
  return all;
}

/**
 * The plain files of an archive.
 * @throws {ArchiveError} for a name that leads out of it, anything but files and folders, too many of them, or
 * sizes that do not fit.
 */
export function readTar(tar: Uint8Array, maxFiles: number): TarFile[] {
  const files: TarFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    if (octal(header, 148, 8) !== headerSum(header)) throw damaged('a checksum in it does not fit');
    const size = octal(header, 124, 12);
    const end = at + BLOCK + size;
    if (end > tar.length) throw damaged('it ends within a file');
    const data = tar.subarray(at + BLOCK, end);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156]!);
    if (type === 'x') {
      longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text(data.subarray(0, 8_192)))?.[1];
      continue;
    }
    if (type === 'L') {
      longName = string(data, 0, 8_192);
      continue;
    }
    if (type === 'g') continue;
    const prefix = string(header, 345, 155);
    const ustar = string(header, 257, 5) === 'ustar' && header[263] === 48;
    const name = longName ?? (ustar && prefix ? `${prefix}/` : '') + string(header, 0, NAME);
    longName = undefined;
    if (!isSafeName(name)) throw hostile(name);
    if (type === '5' || name.endsWith('/')) continue;
    if (type !== '0' && type !== '\0') throw hostile(name);
    if (files.length >= maxFiles)
      throw new ArchiveError('too-large', `This archive has more than ${maxFiles} files.`);
    files.push({ name: name.replace(/^\.\//, ''), data });
  }
  return files;
}

function isSafeName(name: string): boolean {
  const parts = name.replace(/^\.\//, '').replace(/\/$/, '').split('/');
  return (
    name.length <= 1_000 &&
    !/[\p{Cc}\\\u202a-\u202e\u2066-\u2069]/u.test(name) &&
    (name === './' || parts.every((part) => part !== '' && part !== '.' && part !== '..'))
  );
}

function hostile(name: string): ArchiveError {
  const shown = name.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
  return new ArchiveError('hostile', `This archive was not opened: “${shown}” is no plain file inside it.`);
}

function damaged(why: string): ArchiveError {
  return new ArchiveError('damaged', `This archive is damaged: ${why}.`);
}

/** Sum of a header's bytes, its own field taken as blanks. */
function headerSum(header: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : header[i]!;
  return sum;
}

function octal(header: Uint8Array, at: number, length: number): number {
  const digits = string(header, at, length).trim();
  if (!/^[0-7]{1,12}$/.test(digits)) throw damaged('a number in it cannot be read');
  return Number.parseInt(digits, 8);
}

function string(header: Uint8Array, at: number, length: number): string {
  return text(header.subarray(at, at + length)).split('\0', 1)[0]!;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
