/**
 * A stub: a WebAssembly module of a few hundred bytes that has the imports and exports of a real one and no code
 * worth the name. The SDK is given the stub's bytes to hash, copy and look into; `swap.ts` then puts the real,
 * already compiled module in its place.
 */

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const TYPE: Record<string, number> = { i: 0x7f, I: 0x7e };

/**
 * Parameters of the functions of WASI preview1: `i` is an i32, `I` an i64. All answer an i32 but `proc_exit`.
 * Source: wasi_snapshot_preview1.witx, lowered to core WebAssembly.
 */
const PARAMETERS: Record<string, string> = {
  args_get: 'ii',
  args_sizes_get: 'ii',
  clock_res_get: 'ii',
  clock_time_get: 'iIi',
  environ_get: 'ii',
  environ_sizes_get: 'ii',
  fd_advise: 'iIIi',
  fd_allocate: 'iII',
  fd_close: 'i',
  fd_datasync: 'i',
  fd_fdstat_get: 'ii',
  fd_fdstat_set_flags: 'ii',
  fd_fdstat_set_rights: 'iII',
  fd_filestat_get: 'ii',
  fd_filestat_set_size: 'iI',
  fd_filestat_set_times: 'iIIi',
  fd_pread: 'iiiIi',
  fd_prestat_dir_name: 'iii',
  fd_prestat_get: 'ii',
  fd_pwrite: 'iiiIi',
  fd_read: 'iiii',
  fd_readdir: 'iiiIi',
  fd_renumber: 'ii',
  fd_seek: 'iIii',
  fd_sync: 'i',
  fd_tell: 'ii',
  fd_write: 'iiii',
  path_create_directory: 'iii',
  path_filestat_get: 'iiiii',
  path_filestat_set_times: 'iiiiIIi',
  path_link: 'iiiiiii',
  path_open: 'iiiiiIIii',
  path_readlink: 'iiiiii',
  path_remove_directory: 'iii',
  path_rename: 'iiiiii',
  path_symlink: 'iiiii',
  path_unlink_file: 'iii',
  poll_oneoff: 'iiii',
  proc_exit: 'i',
  proc_raise: 'i',
  random_get: 'ii',
  sched_yield: '',
  sock_accept: 'iii',
  sock_recv: 'iiiiii',
  sock_send: 'iiiii',
  sock_shutdown: 'ii',
};

/**
 * The stub of a plain WASI preview1 command. `tag` (the real module's digest) goes into a custom section, so that
 * stubs of different modules differ.
 * @returns undefined for a module that is anything else: it has no stub, and its own bytes must be used.
 */
export function stubOf(module: WebAssembly.Module, tag: string): Uint8Array<ArrayBuffer> | undefined {
  const imports = WebAssembly.Module.imports(module);
  const exports = WebAssembly.Module.exports(module);
  const types: number[][] = [functionType('', '')];
  const importEntries: number[][] = [];
  for (const { module: from, name, kind } of imports) {
    const parameters =
      from === 'wasi_snapshot_preview1' && kind === 'function' ? PARAMETERS[name] : undefined;
    if (parameters === undefined) return undefined;
    importEntries.push([...text(from), ...text(name), 0x00, ...unsigned(types.length)]);
    types.push(functionType(parameters, name === 'proc_exit' ? '' : 'i'));
  }
  if (exports.length !== 2) return undefined;
  const exportEntries: number[][] = [];
  for (const { name, kind } of exports) {
    if (name === 'memory' && kind === 'memory') exportEntries.push([...text(name), 0x02, 0]);
    else if (name === '_start' && kind === 'function')
      exportEntries.push([...text(name), 0x00, ...unsigned(imports.length)]);
    else return undefined;
  }
  const emptyBody = [0x02, 0x00, 0x0b];
  return Uint8Array.from([
    ...MAGIC,
    ...section(0, [...text('stub'), ...new TextEncoder().encode(tag)]),
    ...section(1, vector(types)),
    ...section(2, vector(importEntries)),
    ...section(3, vector([[0]])),
    ...section(5, vector([[0x00, 1]])),
    ...section(7, vector(exportEntries)),
    ...section(10, vector([emptyBody])),
  ]);
}

/** A command that does nothing, for packages of files alone: the SDK wants a command in each. */
export const emptyCommand: Uint8Array<ArrayBuffer> = Uint8Array.from([
  ...MAGIC,
  ...section(1, vector([functionType('', '')])),
  ...section(3, vector([[0]])),
  ...section(5, vector([[0x00, 1]])),
  ...section(
    7,
    vector([
      [...text('memory'), 0x02, 0],
      [...text('_start'), 0x00, 0],
    ]),
  ),
  ...section(10, vector([[0x02, 0x00, 0x0b]])),
]);

function functionType(parameters: string, results: string): number[] {
  const list = (letters: string) => vector([...letters].map((letter) => [TYPE[letter]!]));
  return [0x60, ...list(parameters), ...list(results)];
}

function section(id: number, content: number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(entries: number[][]): number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}
