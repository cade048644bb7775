import { expect, test } from 'vitest';
import { editsSentence } from '../../../src/repro/index.ts';

test('edits in one line tell each kind once, and count what would be too long', () => {
  const remove = (name: string) => ({ kind: 'remove' as const, name });
  expect(editsSentence([])).toBe('');
  expect(editsSentence([remove('A')])).toBe('removed A');
  expect(
    editsSentence([
      { ...remove('A'), leave: 'number' },
      remove('struct b'),
      { ...remove('C'), leave: 'number' },
    ]),
  ).toBe('removed, number reserved: A, C; removed: struct b');
  expect(
    editsSentence([
      { kind: 'restore', name: 'A' },
      { kind: 'patch', patch: '+++ b/x.h\n' },
    ]),
  ).toBe('restored: A; patched: x.h');
  expect(editsSentence(Array.from({ length: 30 }, (_, n) => remove(`N${n}`)))).toMatch(/N7 and 22 more$/);
});
