import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/compiler/index.ts';
import { beside } from '../../../src/study/index.ts';

const said = (line: number, message: string, severity: Diagnostic['severity'] = 'error'): Diagnostic => ({
  severity,
  message,
  place: { file: 'a.c', line, column: 1 },
  includedFrom: [],
  fixIts: [],
  notes: [],
  lines: { first: 0, last: 0 },
});

describe('Two verdicts beside one another', () => {
  test('align by line and the name that is quoted, whatever the words and the quotes', () => {
    const left = [said(3, '‘A’ undeclared'), said(3, '‘B’ undeclared'), said(9, '‘C’ undeclared')];
    const right = [
      said(3, "use of undeclared identifier 'B'"),
      said(3, "use of undeclared identifier 'A'"),
      said(5, "use of undeclared identifier 'D'"),
    ];
    const { rows, both, onlyLeft, onlyRight } = beside(left, right);
    expect({ both, onlyLeft, onlyRight }).toEqual({ both: 2, onlyLeft: 1, onlyRight: 1 });
    expect(rows.map((row) => [row.left?.message, row.right?.message])).toEqual([
      ['‘A’ undeclared', "use of undeclared identifier 'A'"],
      ['‘B’ undeclared', "use of undeclared identifier 'B'"],
      [undefined, "use of undeclared identifier 'D'"],
      ['‘C’ undeclared', undefined],
    ]);
  });

  test('never take a warning for an error', () => {
    expect(beside([said(3, 'x', 'warning')], [said(3, 'x')])).toMatchObject({ both: 0 });
  });
});
