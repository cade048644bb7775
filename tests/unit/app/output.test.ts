import { describe, expect, test } from 'vitest';
import {
  outputLine,
  placesByLine,
  spansOf,
  splitLines,
  splitSpans,
} from '../../../src/app/verdict/output.ts';
import type { Diagnostic } from '../../../src/compiler/index.ts';

const gcc = (text: string) => text.replaceAll('{', '\u001b[').replaceAll('}', 'm\u001b[K');

describe('Output lines', () => {
  test('keep the compiler’s own colours and every character', () => {
    const spans = spansOf(gcc('{01}a.c:1:2:{} {01;31}error: {}no ‘{01}x{}’ here'));
    expect(spans.map(({ text }) => text).join('')).toBe('a.c:1:2: error: no ‘x’ here');
    expect(spans[0]).toEqual({ text: 'a.c:1:2:', style: 'ansi-bold' });
    expect(spans.find(({ text }) => text === 'error: ')?.style).toBe('ansi-red ansi-bold');
  });

  test('take markup for the text it is', () => {
    const text = '<img src=x onerror=alert(1)> &amp; "quoted"';
    expect(spansOf(text)).toEqual([{ text, style: '' }]);
    expect(
      spansOf(`\u001b[31m${text}`)
        .map((span) => span.text)
        .join(''),
    ).toBe(text);
  });

  test('give no class name but those of colours', () => {
    for (const { style } of spansOf('\u001b[38;2;1;2;3mtrue colour \u001b[38;5;200mpalette\u001b[m')) {
      expect(style).toMatch(/^(ansi-[a-z-]+ ?)*$/);
    }
  });

  test('end with the last line end, and an empty line is a line', () => {
    expect(splitLines('a\n\nb\n')).toEqual(['a', '', 'b']);
    expect(splitLines('a\nb')).toEqual(['a', 'b']);
    expect(splitLines('')).toEqual([]);
  });

  test('longer than any screen are cut, and say by how much', () => {
    const line = outputLine('x'.repeat(1_000_000), undefined);
    const shown = line.spans.reduce((sum, { text }) => sum + text.length, 0);
    expect(shown).toBeLessThan(5000);
    expect(shown + line.omitted).toBe(1_000_000);
  });

  test('that begin with their place can be split behind it', () => {
    const place = { file: '../../a.c', line: 12, column: 3 };
    const line = outputLine(gcc('{01}../../a.c:12:3:{} note'), place);
    const [head, tail] = splitSpans(line.spans, line.placeLength);
    expect(head).toEqual([{ text: '../../a.c:12:3', style: 'ansi-bold' }]);
    expect(tail.map(({ text }) => text).join('')).toBe(': note');
  });

  test('that belong to a diagnostic but do not begin with its place have no place to split at', () => {
    expect(outputLine('   ^~~~', { file: 'a.c', line: 1, column: 1 }).placeLength).toBe(0);
  });
});

test('A line of a note leads to the note’s place, not to that of its error', () => {
  const base = { message: '', includedFrom: [], fixIts: [] };
  const error: Diagnostic = {
    ...base,
    severity: 'error',
    place: { file: 'a.c', line: 1, column: 1 },
    lines: { first: 0, last: 3 },
    notes: [
      {
        ...base,
        severity: 'note',
        place: { file: 'b.h', line: 7, column: 2 },
        lines: { first: 2, last: 3 },
        notes: [],
      },
    ],
  };
  const places = placesByLine([error]);
  expect(places.get(1)?.file).toBe('a.c');
  expect(places.get(2)?.file).toBe('b.h');
});
