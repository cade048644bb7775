/** What options say; of what they name, only patches are read from disk. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { HeaderEdit, isAbsoluteDirectory } from '../repro/index.ts';
import { UsageError } from './exit.ts';

/** Options of every subcommand that compiles. */
export interface CompileOptions {
  toolchain?: string;
  /** Triplet, as the reader wrote it. */
  target?: string;
  headers: string[];
  edits: HeaderEdit[];
  cwd?: string;
  /** Milliseconds. */
  timeout: number;
  /** What stood after `--`. */
  flags: string[];
}

/** As commander gives them. */
export interface RawOptions {
  toolchain?: string;
  target?: string;
  headers?: string[];
  edit?: string[];
  patch?: string[];
  cwd?: string;
  timeout?: string;
}

/** @throws {UsageError} */
export function compileOptions(raw: RawOptions, flags: readonly string[]): CompileOptions {
  if (raw.cwd !== undefined && !isAbsoluteDirectory(raw.cwd)) {
    throw new UsageError(`--cwd wants an absolute folder without . and .., not ${JSON.stringify(raw.cwd)}.`);
  }
  return {
    ...(raw.toolchain !== undefined && { toolchain: raw.toolchain }),
    ...(raw.target !== undefined && { target: raw.target }),
    headers: (raw.headers ?? []).flatMap((list) => list.split(',').filter(Boolean)),
    edits: [...(raw.edit ?? []).map(readEdit), ...(raw.patch ?? []).map(readPatch)],
    ...(raw.cwd !== undefined && { cwd: raw.cwd }),
    timeout: readSeconds(raw.timeout ?? '30') * 1000,
    flags: [...flags],
  };
}

/** @throws {UsageError} when it is not `remove:NAME`, `remove-number:NAME`, `reserve:NAME` or `restore:NAME`. */
export function readEdit(text: string): HeaderEdit {
  const [, word, name] = /^([a-z-]+):(.*)$/s.exec(text) ?? [];
  const leaves = word === 'remove-number';
  const edit = v.safeParse(HeaderEdit, {
    kind: leaves ? 'remove' : word,
    name: name?.trim().replace(/\s+/g, ' '),
    ...(leaves && { leave: 'number' }),
  });
  if (edit.success && edit.output.kind !== 'patch') return edit.output;
  throw new UsageError(
    `--edit wants remove:NAME, remove-number:NAME, reserve:NAME or restore:NAME, as in "remove:struct foo"; not ${JSON.stringify(text)}.`,
  );
}

/** @throws {UsageError} when the file cannot be read or is more than a repro holds. */
export function readPatch(file: string): HeaderEdit {
  let patch: string;
  try {
    patch = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
    });
  }
  const edit = v.safeParse(HeaderEdit, { kind: 'patch', patch });
  if (edit.success) return edit.output;
  throw new UsageError(`${file}: ${edit.issues[0].message}.`);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds > 0 && seconds <= 3600) return seconds;
  throw new UsageError(`--timeout wants seconds, above 0 and at most 3600; not ${JSON.stringify(text)}.`);
}

/** The arguments before the first `--`, and what stands after it. */
export function splitFlags(argv: readonly string[]): { own: string[]; flags: string[] } {
  const at = argv.indexOf('--');
  return at < 0 ? { own: [...argv], flags: [] } : { own: argv.slice(0, at), flags: argv.slice(at + 1) };
}
