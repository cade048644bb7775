/** What a command line says, before anything is read from disk. */
import { describe, expect, test } from 'vitest';
import { stateInWords } from '../../../src/cli/commands/list.ts';
import { tell } from '../../../src/cli/commands/verify.ts';
import { UsageError } from '../../../src/cli/exit.ts';
import { nearest, requireKnown } from '../../../src/cli/nearest.ts';
import { compileOptions, readEdit, splitFlags } from '../../../src/cli/options.ts';
import { stderrOf } from '../../../src/cli/terminal.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const stream = (isTTY = false) => {
  const written: (string | Uint8Array)[] = [];
  return { isTTY, written, write: (content: string | Uint8Array) => written.push(content) };
};

describe('options', () => {
  test('what stands after -- is for the compiler', () => {
    expect(splitFlags(['check', 'a.c', '--', '-Werror', '--', 'x'])).toEqual({
      own: ['check', 'a.c'],
      flags: ['-Werror', '--', 'x'],
    });
  });

  test('edits are a kind and a name', () => {
    expect(readEdit('remove:struct  foo')).toEqual({ kind: 'remove', name: 'struct foo' });
    expect(readEdit('reserve:FOO')).toEqual({ kind: 'reserve', name: 'FOO' });
    for (const wrong of ['remove', 'drop:FOO', 'remove:', 'remove:a b c', 'patch:x']) {
      expect(() => readEdit(wrong)).toThrow(UsageError);
    }
  });

  test('snapshots may be told in one list or several', () => {
    expect(compileOptions({ headers: ['a,b', 'c'] }, []).headers).toEqual(['a', 'b', 'c']);
  });

  test('a relative folder, a time-out of nothing and a patch that is not there are refused', () => {
    expect(() => compileOptions({ cwd: 'src' }, [])).toThrow(/absolute/);
    expect(() => compileOptions({ timeout: '0' }, [])).toThrow(/seconds/);
    expect(() => compileOptions({ patch: ['a.diff'] }, [])).toThrow(/a\.diff cannot be read/);
  });
});

describe('ids nobody knows', () => {
  test('name the nearest that exist', () => {
    expect(nearest('linux-5.1', ['gcc-8.3.1', 'linux-5.10', 'linux-6.1'])[0]).toBe('linux-5.10');
    expect(() => requireKnown('toolchain', 'gcc8', ['clang-22', 'gcc-8.3.1'])).toThrow(/gcc8.*gcc-8\.3\.1/);
  });
});

describe('the compiler’s own bytes', () => {
  const coloured = { stderr: bytes('\x1b[01;31merror\x1b[m\n'), plain: 'error\n' };

  test('are plain unless a terminal may have colour', () => {
    const plain = (terminal: Parameters<typeof stderrOf>[1]) =>
      new TextDecoder().decode(stderrOf(coloured, terminal));
    expect(plain({ stderr: stream(), environment: {} })).toBe('error\n');
    expect(plain({ stderr: stream(true), environment: { NO_COLOR: '1' } })).toBe('error\n');
    expect(plain({ stderr: stream(true), environment: {} })).toBe('\x1b[01;31merror\x1b[m\n');
  });

  test('that are no UTF-8 stay as they are', () => {
    const latin = Uint8Array.of(0x1b, 0x5b, 0x6d, 0xe9, 0x0a);
    const plain = '\ufffd\n';
    expect([...stderrOf({ stderr: latin, plain }, { stderr: stream(), environment: {} })]).toEqual([
      0xe9, 0x0a,
    ]);
  });
});

describe('verify ends', () => {
  test('with 0, 4 or 3', () => {
    const terminal = () => ({ stdout: stream(), stderr: stream(), environment: {} });
    expect(tell({ kind: 'exactly' }, terminal())).toBe(0);
    expect(tell({ kind: 'differences', what: [], diff: [], of: 'output', why: [] }, terminal())).toBe(4);
    expect(tell({ kind: 'cannot', missing: [], sentence: 'x' }, terminal())).toBe(3);
    expect(tell({ kind: 'nothing-expected' }, terminal())).toBe(3);
  });
});

describe('a toolchain', () => {
  test('says how far it is', () => {
    expect(stateInWords({ state: 'ready' })).toBe('ready');
    expect(stateInWords({ state: 'missing' })).toBe('not built');
    expect(stateInWords({ state: 'building', percent: 40 })).toBe('building 40 %');
    expect(stateInWords({ state: 'building', percent: 40, updated: 0 }, 60_000)).toBe('building 40 %');
    expect(stateInWords({ state: 'building', percent: 40, updated: 0 }, 3_600_000)).toMatch(
      /^not built: .*40 %/,
    );
  });
});
