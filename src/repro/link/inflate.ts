/** Deflate both ways, with a preset dictionary, and a hard end to what may come out of a small input. */
import { deflateSync, Gunzip, Inflate } from 'fflate';

/** More would have come out than allowed. */
export class OutputLimitError extends Error {
  override name = 'OutputLimitError';
}

export function deflated(bytes: Uint8Array, dictionary: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 9, mem: 8, dictionary });
}

/**
 * @throws {OutputLimitError} as soon as more than `limit` bytes have come out.
 * @throws when `bytes` are no whole deflate stream.
 */
export function inflated(bytes: Uint8Array, dictionary: Uint8Array, limit: number): Uint8Array {
  return collect((sink) => new Inflate({ dictionary }, sink), bytes, limit);
}

/** As `inflated`, for gzip. */
export function gunzipped(bytes: Uint8Array, limit: number): Uint8Array {
  return collect((sink) => new Gunzip(sink), bytes, limit);
}

/** Input in small pieces: deflate makes at most 1032 bytes of one, so a piece cannot overshoot by much. */
const PIECE = 4096;

function collect(
  start: (sink: (chunk: Uint8Array, final: boolean) => void) => {
    push(chunk: Uint8Array, final?: boolean): void;
  },
  bytes: Uint8Array,
  limit: number,
): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = start((chunk) => {
    size += chunk.length;
    if (size > limit) throw new OutputLimitError(`more than ${limit} bytes come out of ${bytes.length}`);
    // Copied: the decoder goes on using the memory it hands out.
    chunks.push(chunk.slice());
  });
  for (let at = 0; at < bytes.length; at += PIECE) {
    stream.push(bytes.slice(at, at + PIECE), at + PIECE >= bytes.length);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
