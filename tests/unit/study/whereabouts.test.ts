import { beforeAll, describe, expect, it } from 'vitest';
import { whereaboutsOf } from '../../../src/study/index.ts';
import { testGrammar } from '../headers/grammar.ts';
import { type TestSite, testSite } from './site.ts';

let site: TestSite;
beforeAll(async () => {
  site = testSite(await testGrammar(), []);
});

describe('where a name is declared', () => {
  it.each([
    ['struct box_old', ['<linux/box.h>, from Linux 1 to box removed']],
    ['BOX_LARGE', ['<linux/box.h>, from Linux 1 to box removed; value 16']],
    ['BOX_BIG_LARGE', ['<linux/box.h>, only at Linux 2; value 16']],
    ['BOX_COUNT', ['<linux/box.h>, at every stop; value 16, 32 from Linux 2 on']],
    ['struct box_info', ['<linux/box.h>, at every stop, but not at box removed']],
    ['box_open', ['<linux/box.h>, at every stop']],
    ['BOX_NEVER', []],
  ])('%s', (name, words) => {
    const found = whereaboutsOf(name, site.sources.indexes, site.catalogue);
    expect(found.rows.map((row) => row.words)).toEqual(words);
    expect(found.all).toBe(words.length);
  });

  it('a field says of what', () => {
    expect(whereaboutsOf('field width', site.sources.indexes, site.catalogue).rows[0]).toMatchObject({
      kind: 'field',
      of: 'struct box_info',
    });
  });
});
