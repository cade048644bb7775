/** Files from disk that hold a repro: what Save and Export wrote. */
import {
  ARCHIVE_LIMITS,
  ArchiveError,
  MAX_DOCUMENT,
  type Repro,
  ReproError,
  readArchive,
  readReproJson,
} from '../../repro/index.ts';
import { IntakeError } from '../consumer/intake.ts';

export type FileKind = 'source' | 'repro' | 'archive' | 'log';

/** What a file is taken for, by its name; undefined for what nothing here opens. */
export function kindOfFile(name: string): FileKind | undefined {
  if (/\.[ch]$/i.test(name)) return 'source';
  if (/\.json$/i.test(name)) return 'repro';
  if (/\.(?:tar\.gz|tgz)$/i.test(name)) return 'archive';
  if (/\.(?:log|txt|out|eml|mbox)$/i.test(name)) return 'log';
  return undefined;
}

/**
 * The repro in a `.repro.json` or an archive.
 * @throws {IntakeError} when it is too large, damaged or none; nothing of it is kept then.
 */
export async function readReproFile(file: File): Promise<Repro> {
  const archive = kindOfFile(file.name) === 'archive';
  const most = archive ? ARCHIVE_LIMITS.packed : MAX_DOCUMENT * 4;
  if (file.size > most) {
    throw new IntakeError(
      `${file.name.slice(0, 60)} has ${(file.size / 1e6).toFixed(1)} MB; at most ${most / 1e6} MB are opened.`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return archive ? readArchive(bytes).repro : readReproJson(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof ReproError || error instanceof ArchiveError) {
      throw new IntakeError(`${file.name.slice(0, 60)}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
