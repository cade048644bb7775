/** Consumers of the catalogue at their own stops: a sample of every set; `all-consumers.ts` beside this compiles all. */
import { describe, expect, it } from 'vitest';
import type { Consumer } from '../../src/headers/index.ts';
import { catalogue, ownStop, requestAt, wasiCompilers } from './laid.ts';

/** Of every set the first, the last and every eleventh between. */
const sample: Consumer[] = catalogue().consumers.filter(({ set }, at, all) => {
  const before = all.slice(0, at).filter((other) => other.set === set).length;
  return before % 11 === 0 || all.findLastIndex((other) => other.set === set) === at;
});

describe.each(['gcc-8.3.1', 'clang-22'])('with %s', (toolchain) => {
  const service = wasiCompilers();

  it.each(sample.map((one) => [one.id, one] as const))('%s compiles at its own stop', async (_, consumer) => {
    const verdict = await service.compile(requestAt(consumer, ownStop(consumer), toolchain));
    expect(verdict.plain).not.toMatch(/ error: /);
    expect(verdict.exitCode).toBe(0);
  });
});
