import { RuntimeFailure } from '../failure.ts';

export function moduleMissing(what: string, why: string): RuntimeFailure {
  return new RuntimeFailure(
    'module-missing',
    `${what} could not be fetched: ${why}.`,
    'Choose another compiler, or try again when the site can be reached.',
  );
}

export function moduleCorrupt(what: string, why: string, cause?: unknown): RuntimeFailure {
  return new RuntimeFailure(
    'module-corrupt',
    `${what} arrived damaged: ${why}.`,
    'Reload without the cache (Ctrl+Shift+R). If it comes back, the site holds a damaged file.',
    { cause },
  );
}
