/** A C file of the reader's own, with the files beside it that it names. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, posix, relative, resolve, sep } from 'node:path';
import { LIMITS } from '../repro/index.ts';
import { UsageError } from './exit.ts';

/** A quoted or bracketed name of a C file, wherever it stands: includes may come by way of a macro. */
const NAMED = /["<]([^"<>\n\\]{1,200}\.(?:c|h|inc))[">]/gi;

/**
 * The file, and those in its folder or below that it or they name, the main file first.
 * @throws {UsageError} when it cannot be read, is not text, or is too much for a repro.
 */
export function readOwnFiles(file: string): { name: string; text: string }[] {
  const main = basename(file);
  if (!/^(?!\.)[\w.+-]+$/.test(main)) {
    throw new UsageError(`${JSON.stringify(main)}: a file name may have letters, digits and _ . + - only.`);
  }
  const folder = dirname(resolve(file));
  const found = new Map<string, string>([[main, readText(resolve(file), file)]]);
  const waiting = [main];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    for (const [, named] of found.get(name)!.matchAll(NAMED)) {
      for (const from of new Set([posix.dirname(name), '.'])) {
        const beside = posix.normalize(posix.join(from, named!));
        if (found.has(beside) || !isBeside(folder, beside)) continue;
        found.set(beside, readText(resolve(folder, beside), beside));
        waiting.push(beside);
      }
    }
    const total = [...found.values()].reduce((sum, text) => sum + text.length, 0);
    if (found.size > LIMITS.files || total > LIMITS.totalText) {
      throw new UsageError(
        `${file} names more files beside it than a repro holds (${LIMITS.files} files, ${LIMITS.totalText / 1e6} million characters).`,
      );
    }
  }
  return [...found].map(([name, text]) => ({ name, text }));
}

/** A plain file in the folder or below it; a link that leads out of it is not beside. */
function isBeside(folder: string, name: string): boolean {
  if (posix.isAbsolute(name) || name.split('/').some((part) => part.startsWith('.'))) return false;
  const path = resolve(folder, name);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  return !relative(realpathSync(folder), realpathSync(path)).startsWith(`..${sep}`);
}

function readText(path: string, shown: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).size > LIMITS.fileText * 4) throw new Error('it is too large');
    bytes = readFileSync(path);
  } catch (cause) {
    throw new UsageError(`${shown} cannot be read: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
    });
  }
  if (bytes.includes(0)) throw new UsageError(`${shown} is binary, not C source.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Old sources are often Latin-1; each of its bytes is a character.
    return new TextDecoder('latin1').decode(bytes);
  }
}
