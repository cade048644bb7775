import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandLineError, formatCommandLine, parseCommandLine } from '../../../src/repro/index.ts';

const words = (line: string) => parseCommandLine(line).map((command) => command.words);

describe('a command line', () => {
  it('is read back as the words it was formatted from', () => {
    const word = fc.oneof(
      fc.string({ minLength: 0, maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: fc.constantFrom(...` "'\\$\`#*?[]{}()<>|&;=~!\n\tab-`), maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (list) => {
        expect(words(formatCommandLine(list))).toEqual([list]);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);

  it('keeps plain options unquoted and quotes what a shell would change', () => {
    expect(formatCommandLine(['gcc', '-DX="a b"', '-I../..', "it's", ''])).toBe(
      `gcc '-DX="a b"' -I../.. 'it'\\''s' ''`,
    );
  });

  it.each([
    [`gcc -DA=\\"x\\" '-DB="y z"' -DC="\\"w\\"" a.c`, ['gcc', '-DA="x"', '-DB="y z"', '-DC="w"', 'a.c']],
    ['gcc -c a.c > log 2>&1', ['gcc', '-c', 'a.c']],
    ['gcc -c a.c 2> errors.txt', ['gcc', '-c', 'a.c']],
    ['gcc -c \\\n  -Wall \\\r\n a.c\n', ['gcc', '-c', '-Wall', 'a.c']],
    ['gcc $CFLAGS $X *.c # all of them', ['gcc', '$CFLAGS', '$X', '*.c']],
  ])('splits %j as a shell does', (line, expected) => {
    expect(words(line)).toEqual([expected]);
  });

  it('tells the commands of a line apart', () => {
    expect(parseCommandLine('cd a && gcc -c b.c | tee log; true')).toEqual([
      { words: ['cd', 'a'], before: '&&' },
      { words: ['gcc', '-c', 'b.c'], before: '|' },
      { words: ['tee', 'log'], before: ';' },
      { words: ['true'], before: '' },
    ]);
    expect(words('cd a\ngcc b.c')).toEqual([
      ['cd', 'a'],
      ['gcc', 'b.c'],
    ]);
  });

  it('that only a shell can read is refused with advice', () => {
    expect(() => parseCommandLine('gcc $(pkg-config --cflags glib-2.0) a.c')).toThrow(CommandLineError);
  });

  it('of absurd length is refused', () => {
    expect(() => parseCommandLine('x'.repeat(300_000))).toThrow(CommandLineError);
  });
});
