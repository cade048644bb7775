/** What stands on the command line as repros: files of one's own, catalogue consumers, saved repros, links. */
import { readFileSync, statSync } from 'node:fs';
import { bestToolchain, consumerRepro, ownFilesRepro } from '../headers/index.ts';
import {
  ArchiveError,
  decodeLink,
  hasLink,
  LinkError,
  MAX_LINK,
  type Repro,
  ReproError,
  readArchive,
  readReproJson,
} from '../repro/index.ts';
import { UsageError } from './exit.ts';
import { nearest } from './nearest.ts';
import type { CompileOptions } from './options.ts';
import { readOwnFiles } from './own-files.ts';
import type { Shelf } from './shelf.ts';

export interface Input {
  repro: Repro;
  /** What to say on stderr before compiling. */
  notice?: string;
}

/** @throws {UsageError} when it names nothing that can be compiled. */
export async function openInput(
  shelf: Shelf,
  input: string,
  options: Pick<CompileOptions, 'toolchain' | 'cwd'> = {},
): Promise<Input> {
  const consumer = shelf.catalogue.consumers.find(({ id }) => id === input);
  const isFile = statSync(input, { throwIfNoEntry: false })?.isFile() ?? false;
  if (consumer && !isFile) {
    return { repro: consumerRepro(consumer, options.toolchain ?? bestToolchain(consumer, shelf.toolchains)) };
  }
  if (isFile) return openFile(shelf, input, options);
  if (hasLink(input)) return openLink(shelf, input);
  const near = nearest(
    input,
    shelf.catalogue.consumers.map(({ id }) => id),
  );
  throw new UsageError(
    `${JSON.stringify(input.slice(0, 200))} is no file, no link and no consumer of the catalogue.${
      near.length ? ` Nearest consumers: ${near.join(', ')}.` : ''
    }`,
  );
}

/** As `openInput`, for what must be a repro or a link. */
export async function openRepro(shelf: Shelf, input: string): Promise<Input> {
  if (/\.[ch]$/i.test(input)) {
    throw new UsageError(`${input} is source: only a repro or a link says what its author saw.`);
  }
  return openInput(shelf, input);
}

async function openFile(
  shelf: Shelf,
  file: string,
  options: Pick<CompileOptions, 'toolchain' | 'cwd'>,
): Promise<Input> {
  if (/\.[ci]$/i.test(file)) {
    const toolchain = options.toolchain ?? bestToolchain(undefined, shelf.toolchains);
    return { repro: ownFilesRepro(shelf.catalogue, toolchain, readOwnFiles(file), options.cwd) };
  }
  const bytes = readFileSync(file);
  try {
    if (/\.(?:tar\.gz|tgz)$/i.test(file)) return { repro: readArchive(bytes).repro };
    const text = bytes.toString('utf8');
    if (/\.json$/i.test(file)) return { repro: readReproJson(text) };
    if (text.length <= MAX_LINK * 2 && hasLink(text)) return await openLink(shelf, text);
  } catch (error) {
    if (error instanceof ReproError || error instanceof ArchiveError) {
      throw new UsageError(`${file}: ${error.message}`, { cause: error });
    }
    throw error;
  }
  throw new UsageError(`${file} is no C file (.c), no repro (.json, .tar.gz), and has no link in it.`);
}

async function openLink(shelf: Shelf, text: string): Promise<Input> {
  try {
    const { repro, defaultsChanged } = await decodeLink(text, shelf.linkContext());
    return {
      repro,
      ...(defaultsChanged && {
        notice:
          'The catalogue has changed since this link was made: the repro may be another than its author’s.',
      }),
    };
  } catch (error) {
    if (error instanceof LinkError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
