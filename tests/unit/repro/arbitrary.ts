/** Any valid repro, for property tests. */
import fc from 'fast-check';
import type { Repro } from '../../../src/repro/index.ts';

const id = fc.stringMatching(/^[a-z0-9][a-z0-9.+-]{0,20}$/);
const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
const ref = fc.record({ id, hash: hex }, { requiredKeys: ['id'] });

/** Names that have burnt programs before, beside ordinary ones. */
const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_.+ -]{1,20}$/).filter((text) => text !== '.' && text !== '..'),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'a b',
    'é',
    '文件.c',
    '"quoted"',
    '<b>',
    '$(id)',
    '%2F',
  ),
);
const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => `/${names.join('/')}`);

const shownLine = fc
  .string({ unit: 'binary', maxLength: 60 })
  .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ''));
const cText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom('#include <linux/vfio.h>\n', 'int x;\r\n', '\t}\n', '\0', '\ud800', 'no newline'))
    .map((lines) => lines.join('')),
);
const cName = fc.stringMatching(/^(struct |union |enum )?[A-Za-z_][A-Za-z0-9_]{0,30}$/);

const edit = fc.oneof(
  fc.record({
    kind: fc.constantFrom('remove' as const, 'reserve' as const, 'restore' as const),
    name: cName,
  }),
  fc.record({ kind: fc.constant('remove' as const), name: cName, leave: fc.constant('number' as const) }),
  fc.record({ kind: fc.constant('patch' as const), patch: cText }),
);

const count = fc.integer({ min: 0, max: 1e9 });
const expected = fc.record(
  {
    severity: fc.constantFrom('fatal error' as const, 'error' as const, 'warning' as const, 'note' as const),
    place: fc.record({ file: shownLine, line: count, column: count }),
    option: shownLine,
  },
  { requiredKeys: ['severity'] },
);

export const anyRepro: fc.Arbitrary<Repro> = fc.record(
  {
    schema: fc.constant(1 as const),
    title: shownLine,
    note: shownLine,
    toolchain: ref,
    headers: fc.array(ref, { maxLength: 16 }),
    edits: fc.array(edit, { maxLength: 8 }),
    stops: fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 9999 }).map((number) => `own-${number}`),
        title: shownLine,
        from: id,
        edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
      }),
      { maxLength: 4, selector: (stop) => stop.id },
    ),
    consumer: fc.record(
      {
        catalogue: fc.constantFrom(
          'demo/main.c',
          'qemu-5.2/hw/vfio/pci-quirks.c',
          'a/__proto__',
          'constructor',
        ),
        files: fc.uniqueArray(fc.record({ path, text: cText }), {
          maxLength: 6,
          selector: (file) => file.path,
        }),
      },
      { requiredKeys: ['files'] },
    ),
    command: shownLine,
    directory: fc.oneof(path, fc.constant('/')),
    expect: fc.record(
      {
        exitCode: fc.integer({ min: 0, max: 255 }),
        output: hex,
        diagnostics: fc.array(expected, { maxLength: 12 }),
        text: cText,
      },
      { requiredKeys: ['exitCode', 'output', 'diagnostics'] },
    ),
  },
  { requiredKeys: ['schema', 'title', 'note', 'toolchain', 'headers', 'consumer', 'command', 'directory'] },
);
