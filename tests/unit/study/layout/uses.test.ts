import { describe, expect, test } from 'vitest';
import { codeOf, namesIn } from '../../../../src/study/layout/uses.ts';

describe('What a consumer names', () => {
  test('is told by its code, not by comments, strings and includes', () => {
    const code = codeOf(
      '#include <linux/vfio.h>\n/* OLD */ int a = NEW; // GONE\nprintf("TEXT %d", VALUE);\n',
    );
    expect([...namesIn(code).bare]).toEqual(['int', 'a', 'NEW', 'printf', 'VALUE']);
  });

  test('has tags with their kind, and no members among its bare words', () => {
    const { tags, bare, words } = namesIn(
      'struct  fuse_init_in *arg; x = arg->flags2 | s . size; enum how h;',
    );
    expect([...tags]).toEqual(['struct fuse_init_in', 'enum how']);
    expect(bare.has('flags2') || bare.has('size')).toBe(false);
    expect(words.has('flags2') && words.has('size')).toBe(true);
  });
});
