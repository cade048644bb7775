/**
 * The folder of built files the page is served with (`public/generated`, never committed), and the list of
 * toolchains in it that the page polls while something is still being built.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout. */
export const projectDirectory = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const generatedDirectory = join(projectDirectory, 'public/generated');

/** Writes a file so that a reader sees the old one or the new one, never half of it. */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

/** A file placed for serving, under a name that carries its digest, so that browsers may keep it for ever. */
export interface PlacedFile {
  /** Relative to the directory it was placed in. */
  url: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** Lower-case hex sha256 of a file. */
export function fileSha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Copies `file` to `directory/<stem>.<12 digits of its sha256><extension>`, unless it is there already. */
export function placeFile(file: string, directory: string, stem: string, extension: string): PlacedFile {
  const sha256 = fileSha256(file);
  const url = `${stem}.${sha256.slice(0, 12)}${extension}`;
  const target = join(directory, url);
  const { size } = statSync(file);
  if (!existsSync(target) || statSync(target).size !== size) {
    mkdirSync(directory, { recursive: true });
    const temporary = `${target}.${process.pid}.tmp`;
    copyFileSync(file, temporary);
    renameSync(temporary, target);
  }
  return { url, size, sha256 };
}

/** As `placeFile`, for bytes that are not in a file yet. */
export function placeBytes(
  bytes: Uint8Array,
  directory: string,
  stem: string,
  extension: string,
): PlacedFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const url = `${stem}.${sha256.slice(0, 12)}${extension}`;
  const target = join(directory, url);
  if (!existsSync(target)) writeAtomically(target, bytes);
  return { url, size: bytes.byteLength, sha256 };
}
