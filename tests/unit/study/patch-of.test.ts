/** A change of headers told as a patch is the same change. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  applyEdits,
  applyPatchEdit,
  type CGrammar,
  type HeaderEdit,
  treeHash,
} from '../../../src/headers/index.ts';
import { patchOfHeaders } from '../../../src/study/index.ts';
import { testGrammar, textOf, treeOf } from '../headers/grammar.ts';

let grammar: CGrammar;
beforeAll(async () => {
  grammar = await testGrammar();
});

const PATHS = ['/usr/include/linux/one.h', '/usr/include/x86_64-linux-gnu/asm/two.h'];
const header = (prefix: string) =>
  `#ifndef ${prefix}_H\n#define ${prefix}_H\n\n/* first */\n#define ${prefix}_A 1\n\n/* second */\n#define ${prefix}_B 2\n\nstruct ${prefix.toLowerCase()}_s {\n\tint x;\n};\n\nenum { ${prefix}_P, ${prefix}_Q, ${prefix}_R };\n\nint ${prefix.toLowerCase()}_f(void);\n\n#endif\n`;
const tree = treeOf({ [PATHS[0]!]: header('ONE'), [PATHS[1]!]: header('TWO') });
const names = ['ONE', 'TWO'].flatMap((prefix) => [
  ...['A', 'B', 'Q'].map((name) => `${prefix}_${name}`),
  ...[`struct ${prefix.toLowerCase()}_s`, `${prefix.toLowerCase()}_f`],
]);
const edit = fc.record({
  name: fc.constantFrom(...names),
  how: fc.constantFrom<Partial<HeaderEdit> & { kind: 'remove' | 'reserve' }>(
    { kind: 'remove' },
    { kind: 'remove', leave: 'number' },
    { kind: 'reserve' },
  ),
});
const edits = fc
  .uniqueArray(edit, { minLength: 1, maxLength: 5, selector: ({ name }) => name })
  .map((all) => all.map(({ name, how }) => ({ name, ...how }) as HeaderEdit));

const exported = (after: ReadonlyMap<string, Uint8Array>) =>
  patchOfHeaders(
    PATHS.map((path) => ({
      path,
      before: textOf(tree, path),
      after: after.has(path) ? textOf(after, path) : undefined,
    })),
  );

test('edits by name, exported and read again, are the same edit', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (some) => {
      const after = applyEdits(grammar, tree, some);
      const patch = exported(after);
      const again = applyEdits(grammar, tree, [{ kind: 'patch', patch }]);
      expect(await treeHash(again)).toBe(await treeHash(after));
      // And the patch of that is the patch again.
      expect(exported(again)).toBe(patch);
    }),
  );
});

test('edits of different declarations commute, whatever each does', () => {
  fc.assert(
    fc.property(edits, fc.infiniteStream(fc.nat()), (some, order) => {
      const shuffled = [...some]
        .map((one) => ({ one, key: order.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const [a, b] = [some, shuffled].map((list) => applyEdits(grammar, tree, list));
      for (const path of PATHS) expect(textOf(a!, path)).toBe(textOf(b!, path));
    }),
  );
});

test('whatever is typed into a header, its patch makes the header as it was typed', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '#define X 1',
      '/* ü – 文 */',
      '\tint y;',
      '-- ',
      '+++ b/x',
      '\\ No newline',
      '@@ -1 +1 @@',
    ),
    fc.stringMatching(/^[ -~]{0,40}$/),
  );
  const path = PATHS[0]!;
  const lines = textOf(tree, path).split('\n');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(lines.length), fc.nat(3), fc.array(line, { maxLength: 3 })), { maxLength: 5 }),
      (changes) => {
        const typed = [...lines];
        for (const [at, drop, insert] of changes) typed.splice(at, drop, ...insert);
        const after = typed.join('\n');
        const patch = patchOfHeaders([{ path, before: lines.join('\n'), after }]);
        if (patch === '') return;
        expect(textOf(applyPatchEdit(tree, patch).tree, path)).toBe(after);
      },
    ),
    { numRuns: 400 },
  );
});
