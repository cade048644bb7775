/** Which file an `#include` means, told from the files a compile read. */
import { resolvePath } from '../../repro/index.ts';
import { folderOf } from './paths.ts';

export interface Include {
  name: string;
  angled: boolean;
  /** 0-based, of the name with its quotes or brackets. */
  start: number;
  end: number;
}

const DIRECTIVE = /^\s*#\s*include(?:_next)?\s*([<"])([^>"]+)[>"]/;

export function includeOn(line: string): Include | undefined {
  const match = DIRECTIVE.exec(line);
  if (!match) return undefined;
  const end = match[0].length;
  return { name: match[2]!, angled: match[1] === '<', start: end - match[2]!.length - 2, end };
}

/**
 * The absolute path behind `#include` in `from`, out of `known` (what a compile read, in order of opening), or
 * undefined where none of them can be meant.
 */
export function includeTarget(include: Include, from: string, known: readonly string[]): string | undefined {
  const beside = resolvePath(folderOf(from), include.name);
  if (!include.angled && known.includes(beside)) return beside;
  const tail = resolvePath('/', include.name);
  return known.find((path) => path === tail || path.endsWith(tail));
}
