import { describe, expect, it } from 'vitest';
import { bytesWithoutColour, textInColour } from '../../../src/compiler/index.ts';

const encoder = new TextEncoder();
const plain = (bytes: Uint8Array): string => new TextDecoder().decode(bytesWithoutColour(bytes));

describe('Taking colour away', () => {
  it('leaves what GCC writes when nobody asks for colour', () => {
    expect(
      plain(
        encoder.encode('\x1b[01m\x1b[Ka.c:1:2:\x1b[m\x1b[K \x1b[01;31m\x1b[Kerror: \x1b[m\x1b[Kno ‘ä’\n'),
      ),
    ).toBe('a.c:1:2: error: no ‘ä’\n');
  });

  it('makes a character whole again that an escape stood in', () => {
    const [first, second] = encoder.encode('é');
    const split = Uint8Array.from([
      ...encoder.encode('\x1b[01;31m\x1b[K'),
      first!,
      ...encoder.encode('\x1b[m\x1b[K'),
      second!,
    ]);
    expect(plain(split)).toBe('é');
  });

  it('when it is shown stands before the character it fell into', () => {
    const [first, second, third] = encoder.encode('€');
    const split = Uint8Array.from([
      ...encoder.encode('a\x1b[01;31m\x1b[K'),
      first!,
      ...encoder.encode('\x1b[m\x1b[K'),
      second!,
      ...encoder.encode('\x1b[32m'),
      third!,
      ...encoder.encode('é~'),
    ]);
    expect(textInColour(split)).toBe('a\x1b[01;31m\x1b[K\x1b[m\x1b[K\x1b[32m€é~');
    const ordinary = '\x1b[01m\x1b[Ka.c:\x1b[m\x1b[K ‘ä’ 日本 🙂\n';
    expect(textInColour(encoder.encode(ordinary))).toBe(ordinary);
  });

  it('keeps escapes that are no colour, and one that never ends', () => {
    expect(plain(encoder.encode('\x1b]8;;x\x1b\\ \x1b[12'))).toBe('\x1b]8;;x\x1b\\ \x1b[12');
  });
});
