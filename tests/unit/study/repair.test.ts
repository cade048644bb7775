import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyPatchEdit, type CGrammar } from '../../../src/headers/index.ts';
import { kernelPath, patchOfHeaders, referencesFor, reserve } from '../../../src/study/index.ts';
import { testGrammar, textOf, treeOf } from '../headers/grammar.ts';
import { testSite } from './site.ts';

let grammar: CGrammar;
beforeAll(async () => {
  grammar = await testGrammar();
});

describe('putting back', () => {
  async function ask(wanted: readonly string[], stop: string) {
    const site = testSite(grammar, wanted);
    const request = site.request([stop]);
    const verdict = await site.compile(request);
    const references = referencesFor(site.sources, request, [{ headers: ['linux-1'] }]);
    return { site, found: await reserve({ request, verdict, references }, site.sources, site.compile) };
  }

  it('restores by name what a derived snapshot took away, and marks it', async () => {
    const { found } = await ask(['struct box_info', 'BOX_COUNT'], 'without');
    expect(found).toMatchObject({ enough: true, names: ['struct box_info'], left: [] });
    expect(found.edits).toEqual([
      { kind: 'restore', name: 'struct box_info' },
      { kind: 'reserve', name: 'struct box_info' },
    ]);
    expect(found.patch).toContain('+++ b/include/uapi/linux/box.h');
    expect(found.patch).toContain('+/* Reserved: ');
  });

  it('makes a patch where another version took names away, and leaves what took their place', async () => {
    const { site, found } = await ask(['struct box_old', 'BOX_LARGE'], 'linux-2');
    expect(found).toMatchObject({ enough: true, names: ['struct box_old', 'BOX_LARGE'] });
    const { tree } = applyPatchEdit(site.trees.get('linux-2')!, found.patch);
    const text = textOf(tree, '/usr/include/linux/box.h');
    for (const word of ['struct box_old {', '#define BOX_LARGE\t(1 << 4)', '#define BOX_BIG_LARGE']) {
      expect(text).toContain(word);
    }
    expect(text.match(/Reserved: /g)).toHaveLength(2);
  });

  it('says what it cannot repair, and needs nothing where it compiles', async () => {
    const never = await ask(['nowhere'], 'linux-2');
    expect(never.found).toMatchObject({ enough: false, names: [], edits: [], patch: '' });
    expect(never.found.left.map(({ name }) => name)).toEqual(['nowhere']);
    expect((await ask(['BOX_COUNT'], 'linux-2')).found).toMatchObject({
      enough: true,
      edits: [],
      compiles: 0,
    });
  });
});

describe('a header patch', () => {
  it('names files as a kernel tree does', () => {
    expect(kernelPath('/usr/include/linux/vfio.h')).toBe('include/uapi/linux/vfio.h');
    expect(kernelPath('/usr/include/x86_64-linux-gnu/asm/kvm.h')).toBe('arch/x86/include/uapi/asm/kvm.h');
    expect(kernelPath('/usr/include/string.h')).toBe('usr/include/string.h');
  });

  it('made and read again is the same change', () => {
    const path = '/usr/include/linux/a.h';
    const before = treeOf({ [path]: '#define A 1\n#define B 2\n', '/usr/include/linux/gone.h': 'int x;\n' });
    const after = '#define A 1\n#define C 3\n#define B 2\n';
    const patch = patchOfHeaders([
      { path, before: textOf(before, path), after },
      { path: '/usr/include/linux/gone.h', before: 'int x;\n', after: undefined },
      { path: '/usr/include/linux/new.h', before: undefined, after: 'int y;\n' },
    ]);
    const { tree } = applyPatchEdit(before, patch);
    expect([...tree.keys()].sort()).toEqual([path, '/usr/include/linux/new.h']);
    expect(textOf(tree, path)).toBe(after);
    expect(textOf(tree, '/usr/include/linux/new.h')).toBe('int y;\n');
  });

  it('made and read again is the same change, whatever lines come and go', () => {
    const path = '/usr/include/linux/a.h';
    // Line ends are not among them: mail programs change those, so a patch is read without carriage returns.
    const line = fc.constantFrom(
      '#define A 1',
      '#define B 2',
      '',
      '/* © */',
      '\tint x;',
      '-- a',
      '++ b',
      ' c',
    );
    const text = fc.array(line, { minLength: 1, maxLength: 30 }).map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        const patch = patchOfHeaders([{ path, before, after }]);
        expect(textOf(applyPatchEdit(treeOf({ [path]: before }), patch).tree, path)).toBe(after);
      }),
    );
  });
});
