import { describe, expect, it } from 'vitest';
import { withFixIts } from '../../../src/app/fixes/apply.ts';
import { parseFixIts } from '../../../src/compiler/index.ts';

describe('Fix-its as compilers print them for programs', () => {
  it('belong to the diagnostic before them', () => {
    const groups = parseFixIts(
      [
        'a.c: In function ‘f’:',
        'a.c:3:12: error: ‘FOOO’ undeclared (first use in this function); did you mean ‘FOO’?',
        '   return FOOO;',
        'fix-it:"a.c":{3:12-3:16}:"FOO"',
        'a.c:3:12: note: each undeclared identifier is reported only once',
        'a.c:9:1: warning: no newline',
        'fix-it:"d\\303\\244\\".c":{9:1-9:1}:"\\n\\"x\\\\"',
      ].join('\n'),
    );
    expect(groups).toEqual([
      {
        place: { file: 'a.c', line: 3, column: 12 },
        edits: [{ file: 'a.c', start: { line: 3, column: 12 }, end: { line: 3, column: 16 }, text: 'FOO' }],
      },
      {
        place: { file: 'a.c', line: 9, column: 1 },
        edits: [
          { file: 'dä".c', start: { line: 9, column: 1 }, end: { line: 9, column: 1 }, text: '\n"x\\' },
        ],
      },
    ]);
  });

  it('are made at columns that count bytes, several in one text', () => {
    const edit = (line: number, from: number, to: number, text: string) => ({
      file: 'a.c',
      start: { line, column: from },
      end: { line, column: to },
      text,
    });
    expect(withFixIts('/* é */ int x = FOOO;\nint y\n', [edit(1, 18, 22, 'FOO'), edit(2, 6, 6, ';')])).toBe(
      '/* é */ int x = FOO;\nint y;\n',
    );
    expect(withFixIts('int x;\n', [edit(7, 1, 1, 'x')])).toBeUndefined();
  });
});
