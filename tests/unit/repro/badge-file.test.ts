import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { badgeSvg } from '../../../src/repro/index.ts';

/** The formatter breaks lines where it likes. */
const unbroken = (svg: string) => svg.replace(/\s+/g, ' ').replace(/ ?(<|\/?>) ?/g, '$1');

test('the badge that is served is the one drawn here', () => {
  const file = fileURLToPath(new URL('../../../public/open-repro.svg', import.meta.url));
  expect(unbroken(readFileSync(file, 'utf8'))).toBe(unbroken(badgeSvg()));
});
