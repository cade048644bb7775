/**
 * The index as bytes: one gzip member of columns, each a run of LEB128 numbers or of text. What stands near in a
 * header stands near here, so that most numbers are 0 or 1.
 */
export const FORMAT = 1;

/** Bounds of what a decoder believes. */
export const INDEX_LIMITS = {
  bytes: 64 * 2 ** 20,
  strings: 2_000_000,
  files: 50_000,
  rows: 5_000_000,
} as const;

/** The index that came is none, or damaged. */
export class IndexCorrupt extends Error {
  override name = 'IndexCorrupt';
}

export class Writer {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  number(value: number): void {
    let rest = value;
    do {
      if (this.#length === this.#bytes.length) {
        const larger = new Uint8Array(this.#length * 2);
        larger.set(this.#bytes);
        this.#bytes = larger;
      }
      this.#bytes[this.#length++] = (rest & 0x7f) | (rest > 0x7f ? 0x80 : 0);
      rest >>>= 7;
    } while (rest > 0);
  }

  /** Small for small numbers of either sign. */
  signed(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }

  take(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

export class Reader {
  #at = 0;
  constructor(readonly bytes: Uint8Array) {}

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new IndexCorrupt('a number is cut off');
  }

  signed(): number {
    const value = this.number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
}
