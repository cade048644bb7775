/** Every lesson of the course, done with the real compilers as it says and as it warns against. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXIT, main } from '../../src/cli/index.ts';

const COURSE = fileURLToPath(new URL('../../src/lessons/course/', import.meta.url));

interface Checked {
  tried: { step: number; what: string; kind: string; holds: boolean; why?: string }[];
}

async function check(file: string): Promise<{ exit: number; checked: Checked }> {
  let out = '';
  const exit = await main(['lesson', 'check', '--json', '--timeout', '120', file], {
    stdout: {
      write: (text) => {
        out += text;
      },
    },
    stderr: { write: () => {} },
    environment: {},
  });
  return { exit, checked: JSON.parse(out) as Checked };
}

describe('lessons', () => {
  for (const name of readdirSync(COURSE).filter((file) => file.endsWith('.md'))) {
    it(`${name}: all claims hold, model answers pass, wrong ones fail with their hint`, async () => {
      const { exit, checked } = await check(COURSE + name);
      expect(checked.tried.filter(({ holds }) => !holds)).toEqual([]);
      expect(checked.tried.some(({ kind }) => kind === 'model')).toBe(true);
      expect(checked.tried.some(({ kind }) => kind === 'wrong')).toBe(true);
      expect(exit).toBe(EXIT.ok);
    });
  }
});
