/** Repros as documents: from untrusted JSON to a valid repro, and back to the text of a `.repro.json`. */
import * as v from 'valibot';
import { migrate, VersionError } from './migrate.ts';
import { Repro } from './repro.ts';

/** Why something is no repro. `where` names the field, as `consumer.files.0.path`. */
export class ReproError extends Error {
  override name = 'ReproError';
  constructor(
    readonly kind: 'newer' | 'invalid' | 'too-large',
    message: string,
    readonly where: string = '',
  ) {
    super(message);
  }
}

/** Characters of a `.repro.json`: room for everything the schema allows, escaped. */
export const MAX_DOCUMENT = 16_000_000;

/**
 * A repro of any version made a valid one of the present version; fields it does not know are dropped.
 * @throws {ReproError} that says which field is wrong and how.
 */
export function parseRepro(document: unknown): Repro {
  let migrated: unknown;
  try {
    migrated = migrate(document);
  } catch (error) {
    if (error instanceof VersionError) {
      throw new ReproError(error.kind === 'newer' ? 'newer' : 'invalid', error.message);
    }
    throw error;
  }
  const result = v.safeParse(Repro, migrated, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const where = shown(v.getDotPath(issue) ?? '');
  throw new ReproError(
    'invalid',
    `This is not a valid repro: ${where ? `${where}: ` : ''}${shown(issue.message)}.`,
    where,
  );
}

/**
 * Reads the text of a `.repro.json`.
 * @throws {ReproError} when it is too large, no JSON, or not a valid repro.
 */
export function readReproJson(text: string): Repro {
  if (text.length > MAX_DOCUMENT) {
    throw new ReproError(
      'too-large',
      `This file has ${text.length} characters; a repro has at most ${MAX_DOCUMENT}.`,
    );
  }
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new ReproError('invalid', 'This is not a repro: it is not JSON.');
  }
  return parseRepro(document);
}

/** The text of a `.repro.json`, for people and version control to read: one field a line, newline at the end. */
export function writeReproJson(repro: Repro): string {
  return `${JSON.stringify(v.parse(Repro, repro), null, 2)}\n`;
}

/** Part of an untrusted document in a message: short, and nothing hidden. */
function shown(text: string): string {
  const plain = text.replace(/[^\x20-\x7e]/g, '?');
  return plain.length > 160 ? `${plain.slice(0, 159)}…` : plain;
}
