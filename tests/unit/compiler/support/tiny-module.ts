/** WASI commands of a few instructions, to fail in every way a compiler can. */

const text = (value: string) => {
  const bytes = [...new TextEncoder().encode(value)];
  return [...leb(bytes.length), ...bytes];
};
const leb = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
};
const section = (id: number, content: number[]) => [id, ...leb(content.length), ...content];
const vector = (entries: number[][]) => [...leb(entries.length), ...entries.flat()];

/** Signed LEB of a small non-negative number, as `i32.const` wants it. */
const constant = (value: number): number[] => {
  const bytes = [0x41];
  let rest = value;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    if (rest === 0 && !(byte & 0x40)) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
};
const PROC_EXIT = 0;
const FD_WRITE = 1;
const START = 2;

/** @param code the body of `_start`; memory holds an iovec at 0 that points to `data` at 1024. */
function command(code: number[], data = ''): Uint8Array<ArrayBuffer> {
  const bytes = [...new TextEncoder().encode(data)];
  const little = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, 0];
  const body = [0x00, ...code, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      vector([
        [0x60, 0, 0],
        [0x60, 1, 0x7f, 0],
        [0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f],
      ]),
    ),
    ...section(
      2,
      vector([
        [...text('wasi_snapshot_preview1'), ...text('proc_exit'), 0, 1],
        [...text('wasi_snapshot_preview1'), ...text('fd_write'), 0, 2],
      ]),
    ),
    ...section(3, vector([[0]])),
    ...section(5, vector([[0, 4]])),
    ...section(
      7,
      vector([
        [...text('memory'), 2, 0],
        [...text('_start'), 0, START],
      ]),
    ),
    ...section(10, vector([[...leb(body.length), ...body]])),
    ...section(
      11,
      vector([
        [0, ...constant(0), 0x0b, 8, ...little(1024), ...little(bytes.length)],
        [0, ...constant(1024), 0x0b, ...leb(bytes.length), ...bytes],
      ]),
    ),
  ]);
}

const write = (descriptor: number) => [
  ...constant(descriptor),
  ...constant(0),
  ...constant(1),
  ...constant(16),
  0x10,
  FD_WRITE,
  0x1a,
];
const exit = (code: number) => [...constant(code), 0x10, PROC_EXIT];

export const traps = () => command([0x00]);
export const exits = (code: number, stderr = '') =>
  command([...(stderr ? write(2) : []), ...exit(code)], stderr);
export const recursesForEver = () => command([0x10, START]);
export const loopsForEver = () => command([0x03, 0x40, 0x0c, 0x00, 0x0b]);
/** Writes `stderr` again and again, `times` times, then exits 1. */
export const floods = (stderr: string, times: number) =>
  command(
    [
      // The counter is kept in memory at 32.
      0x03,
      0x40,
      ...write(2),
      ...constant(32),
      ...constant(32),
      ...[0x28, 2, 0],
      ...constant(1),
      0x6a,
      ...[0x36, 2, 0],
      ...constant(32),
      ...[0x28, 2, 0],
      ...constant(times),
      0x49,
      ...[0x0d, 0],
      0x0b,
      ...exit(1),
    ],
    stderr,
  );
