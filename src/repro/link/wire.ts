/**
 * What a link of format 1 holds before it is deflated: short names, defaults left out, hashes apart because
 * random bytes do not deflate. Frozen: links of this format must open for ever; another shape is another format.
 */
import * as v from 'valibot';

const Value = v.union([v.number(), v.string()]);
const Edit = v.tuple([v.number(), v.string()]);

export const Wire = v.object({
  /** Catalogue consumer: `id` when its defaults were left out, `[id]` when nothing was. */
  c: v.optional(v.union([v.string(), v.tuple([v.string()])])),
  /** Toolchain and headers, by id. */
  t: v.optional(v.string()),
  h: v.optional(v.array(v.string())),
  /** Which of toolchain (bit 0) and headers (bit 1 …) have a hash among the bytes. */
  x: v.optional(v.number()),
  n: v.optional(v.string()),
  o: v.optional(v.string()),
  /** Command, whole or told against the default. */
  m: v.optional(v.union([v.string(), v.tuple([v.number(), v.number(), v.string()])])),
  d: v.optional(v.string()),
  /** Edits: 0 remove, 1 reserve, 2 restore, 3 patch, 4 remove and leave the number in a comment. */
  e: v.optional(v.array(Edit)),
  /** Stops of the repro's own: number of the id, title, what it was made of, edits. */
  s: v.optional(v.array(v.tuple([v.number(), v.string(), v.string(), v.array(Edit)]))),
  /** Files, whole or as line deltas; a delta's checksum is among the bytes. */
  f: v.optional(v.array(v.tuple([v.string(), v.union([v.string(), v.array(Value)])]))),
  /** Expect: exit code, flat diagnostics, output. */
  w: v.optional(
    v.union([v.strictTuple([v.number(), v.array(Value)]), v.tuple([v.number(), v.array(Value), v.string()])]),
  ),
});
export type Wire = v.InferOutput<typeof Wire>;

/** The bytes that stand beside the deflated part, in order of use. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  hash(hex: string): void {
    for (let i = 0; i < hex.length; i += 2) this.#bytes.push(Number.parseInt(hex.slice(i, i + 2), 16));
  }

  /** The lowest `size` bytes of `value`. */
  number(value: number, size: number): void {
    for (let i = 0; i < size; i++) this.#bytes.push((value >>> (8 * i)) & 0xff);
  }

  take(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Reads what a `ByteWriter` wrote. Each call throws a `RangeError` at the end. */
export class ByteReader {
  #at = 0;
  constructor(readonly bytes: Uint8Array) {}

  hash(digits: number): string {
    return Array.from(this.#next(digits / 2), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  number(size: number): number {
    return this.#next(size).reduceRight((value, byte) => value * 256 + byte, 0);
  }

  #next(size: number): Uint8Array {
    if (this.#at + size > this.bytes.length) throw new RangeError('bytes are missing');
    this.#at += size;
    return this.bytes.subarray(this.#at - size, this.#at);
  }
}
