/**
 * Documents of earlier versions brought to the present one, a version at a time. Whoever changes the schema so
 * that older documents no longer fit raises the version there and adds the step from the one before here;
 * documents of every version are kept in tests/unit/repro/documents/ and must open for ever.
 */

/** Makes a document of version n + 1 of one of version n. What it returns is validated by the schema afterwards. */
export type Step = (document: Record<string, unknown>) => Record<string, unknown>;

export const CURRENT_VERSION = 1;

/** By the version they start from: `STEPS.get(1)` makes version 2 of version 1. */
const STEPS: ReadonlyMap<number, Step> = new Map();

/** Why a document cannot be brought to the present version. */
export class VersionError extends Error {
  override name = 'VersionError';
  constructor(
    readonly kind: 'newer' | 'unknown',
    message: string,
  ) {
    super(message);
  }
}

/**
 * `document` in the shape of the present version, not yet validated. It is not changed itself.
 * @throws {VersionError} when it names no version, or a later one.
 */
export function migrate(
  document: unknown,
  steps: ReadonlyMap<number, Step> = STEPS,
  current: number = CURRENT_VERSION,
): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new VersionError('unknown', 'This is not a repro: it is no JSON object.');
  }
  let migrated = { ...document } as Record<string, unknown>;
  const version = migrated.schema;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    throw new VersionError('unknown', 'This is not a repro: it names no version of its format.');
  }
  if (version > current) {
    throw new VersionError(
      'newer',
      `This repro has format ${version}, and this program knows formats up to ${current}: open it with a newer one.`,
    );
  }
  for (let from = version; from < current; from++) {
    const step = steps.get(from);
    if (!step)
      throw new VersionError('unknown', `There is no way from format ${from} of a repro to ${from + 1}.`);
    migrated = { ...step(migrated), schema: from + 1 };
  }
  return migrated;
}
