import { describe, expect, test } from 'vitest';
import { editorColumn } from '../../../src/app/consumer/columns.ts';

describe('A byte column of the compiler in the editor', () => {
  test('is the same where the line is ASCII up to it', () => {
    expect(editorColumn('int x = y;', 9)).toBe(9);
    expect(editorColumn('int x = y; // ä', 9)).toBe(9);
  });

  test('comes earlier by each byte beyond the first of a character before it', () => {
    // "ä" has two bytes, one UTF-16 unit: y is at byte 13 and unit 12.
    expect(editorColumn('/* ä */ x = y;', 14)).toBe(13);
    // "€" has three bytes.
    expect(editorColumn('"€" + y', 9)).toBe(7);
  });

  test('counts a character outside the basic plane as two units and four bytes', () => {
    expect(editorColumn('"😀" + y', 10)).toBe(8);
  });

  test('inside a character means that character', () => {
    expect(editorColumn('ä = 1', 2)).toBe(1);
  });

  test('past the end of the line is the place after its last character', () => {
    expect(editorColumn('ab', 99)).toBe(3);
    expect(editorColumn('ä', 99)).toBe(2);
    expect(editorColumn('', 1)).toBe(1);
  });

  test('is never before the first', () => {
    expect(editorColumn('ab', 0)).toBe(1);
  });
});
