/** An experiment as an archive that compiles anywhere, and back. */
import { gzipSync } from 'fflate';
import { ReproError, readReproJson, writeReproJson } from '../document.ts';
import { gunzipped, OutputLimitError } from '../link/inflate.ts';
import { isAbsoluteFile } from '../names.ts';
import type { Repro } from '../repro.ts';
import { allEdits, type Experiment, provenance, snapshotTitle, verdictSentence } from './experiment.ts';
import { reproSh } from './repro-sh.ts';
import { ArchiveError, readTar, type TarFile, writeTar } from './tar.ts';

/** Bytes of an archive, packed and unpacked, and files in it. */
export const ARCHIVE_LIMITS = { packed: 32_000_000, unpacked: 64_000_000, files: 4_000 } as const;

export interface ArchiveOptions {
  /** Name of the folder everything stands in; letters, digits, `.`, `-` and `_`. */
  name?: string;
  systemIncludes?: readonly string[];
}

/**
 * `closure` are the files the compile read, by absolute path, those of the consumer among them. Paths that are not
 * absolute and normal are refused.
 * @throws {ArchiveError} too-large, or a path that is none.
 * @throws {CommandLineError} when the repro's command needs a shell.
 */
export function writeArchive(
  experiment: Experiment,
  closure: ReadonlyMap<string, Uint8Array>,
  options: ArchiveOptions = {},
): Uint8Array {
  const { repro, said } = experiment;
  const name = (options.name ?? 'repro').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'repro';
  const { script, compiler, leftOut } = reproSh({
    command: repro.command,
    directory: repro.directory,
    ...(experiment.target !== undefined && { target: experiment.target }),
    ...(options.systemIncludes && { systemIncludes: options.systemIncludes }),
  });
  const utf8 = new TextEncoder();
  const tree = new Map(closure);
  for (const { path, text } of repro.consumer.files) tree.set(path, utf8.encode(text));
  // An empty folder has no place in a file tree, and the compile begins in one.
  const keep = `${repro.directory === '/' ? '' : repro.directory}/.directory`;
  const files: TarFile[] = [
    { name: `${name}/README`, data: utf8.encode(readme(experiment, compiler, leftOut)) },
    { name: `${name}/repro.json`, data: utf8.encode(writeReproJson(repro)) },
    { name: `${name}/repro.sh`, data: utf8.encode(script), executable: true },
    ...(said ? [{ name: `${name}/expected-output.txt`, data: utf8.encode(said.plain) }] : []),
    { name: `${name}/tree${keep}`, data: utf8.encode('The compile runs in this folder.\n') },
  ];
  for (const path of [...tree.keys()].sort()) {
    if (!isAbsoluteFile(path))
      throw new ArchiveError('hostile', 'A file of this compile has no absolute, normal path.');
    files.push({ name: `${name}/tree${path}`, data: tree.get(path)! });
  }
  const size = files.reduce((sum, { data }) => sum + data.length + 1024, 0);
  if (size > ARCHIVE_LIMITS.unpacked || files.length > ARCHIVE_LIMITS.files) {
    throw new ArchiveError(
      'too-large',
      `An archive holds at most ${ARCHIVE_LIMITS.files} files and ${ARCHIVE_LIMITS.unpacked / 1e6} MB.`,
    );
  }
  return gzipSync(writeTar(files), { level: 9, mtime: 0 });
}

export interface OpenedArchive {
  repro: Repro;
  /** What stood in its tree, by absolute path: the files the author's compile read. */
  tree: Map<string, Uint8Array>;
}

/**
 * Reads an archive that `writeArchive` made, or one like it. Nothing in it is run.
 * @throws {ArchiveError} too large, damaged, hostile, or without a repro.
 * @throws {ReproError} when its repro is not valid.
 */
export function readArchive(bytes: Uint8Array): OpenedArchive {
  if (bytes.length > ARCHIVE_LIMITS.packed) {
    throw new ArchiveError(
      'too-large',
      `This archive has ${(bytes.length / 1e6).toFixed(1)} MB; at most ${ARCHIVE_LIMITS.packed / 1e6} MB are opened.`,
    );
  }
  let tar: Uint8Array;
  try {
    tar = gunzipped(bytes, ARCHIVE_LIMITS.unpacked);
  } catch (error) {
    if (error instanceof OutputLimitError) {
      throw new ArchiveError(
        'too-large',
        `This archive would unpack to more than ${ARCHIVE_LIMITS.unpacked / 1e6} MB: it was not opened.`,
      );
    }
    throw new ArchiveError('damaged', 'This is no .tar.gz archive, or it is damaged.');
  }
  let repro: Repro | undefined;
  const tree = new Map<string, Uint8Array>();
  for (const { name, data } of readTar(tar, ARCHIVE_LIMITS.files)) {
    const path = name.slice(name.indexOf('/') + 1);
    if (path === 'repro.json' || name === 'repro.json') repro ??= readReproJson(utf8Text(data));
    else if (path.startsWith('tree/') && isAbsoluteFile(path.slice(4)) && !path.endsWith('/.directory')) {
      tree.set(path.slice(4), data.slice());
    }
  }
  if (!repro) throw new ArchiveError('not-a-repro', 'This archive holds no repro.json.');
  return { repro, tree };
}

function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ReproError('invalid', 'This is not a repro: it is not UTF-8 text.');
  }
}

function readme(experiment: Experiment, compiler: string, leftOut: readonly string[]): string {
  const { repro, toolchain, headers, said, link } = experiment;
  const edits = allEdits(experiment);
  return `${[
    repro.title || 'A repro',
    repro.note,
    said && `${verdictSentence(said)} Compiled with ${toolchain.title}.`,
    ['Headers:', ...headers.map((snapshot) => `  ${snapshotTitle(snapshot)} (${provenance(snapshot)})`)].join(
      '\n',
    ),
    edits.length > 0 && ['Changes to the headers:', ...edits.map((edit) => `  ${edit}`)].join('\n'),
    `Run it with your own GCC; it needs no root and reads none of your system's headers:

  ./repro.sh
  CC=${compiler}-12 ./repro.sh

What is where:

  repro.json           the experiment, to be opened in Undeclared
  repro.sh             the same compile with your own compiler
  expected-output.txt  what the compiler said when this was made
  tree/                every file that compile read, below its absolute path`,
    leftOut.length > 0 &&
      `Left out of repro.sh, because they have no part in checking the source or could do harm:\n${leftOut.map((word) => `  ${word}`).join('\n')}`,
    link && `To open it in a browser:\n${link}`,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}
