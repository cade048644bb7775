/** The studies on the command line, run as people run them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consumerId } from '../founding/case.ts';

const program = fileURLToPath(new URL('../../bin/undeclared.mjs', import.meta.url));
const mail = fileURLToPath(new URL('./mails/removal.mail', import.meta.url));
let elsewhere = '';
beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'undeclared-cli-study-'));
});
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

function undeclared(...words: string[]): Promise<{ exit: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [program, ...words], { cwd: elsewhere });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (exit) => resolve({ exit, stdout, stderr }));
  });
}

describe.each(['timeline', 'why', 'impact', 'reserve', 'abi'])('%s --help', (command) => {
  test('says how, with an example and the exit codes', async () => {
    const { exit, stdout } = await undeclared(command, '--help');
    expect(exit).toBe(0);
    expect(stdout).toContain(`Example:\n  undeclared ${command}`);
    expect(stdout).toContain('--json');
    expect(stdout).toMatch(/Exit: 0 /);
  });
});

test('timeline marks every stop of the founding case, and says it in a sentence', async () => {
  const { exit, stdout, stderr } = await undeclared('timeline', consumerId, '--toolchain', 'gcc-8.3.1');
  expect(exit).toBe(0);
  expect(stdout.split('\n')[1]).toMatch(/^gcc-8\.3\.1 +✓ +✗ 8 +✓ +✓ +✓ +✓ +✓$/);
  expect(stdout).toContain(
    'Compiles first with Linux 5.10 and last with Linux 7.3; fails with nvlink2 removed (8 errors).',
  );
  expect(stderr).toContain('7 compiled');
});

test('why names the six declarations and the edit, as JSON too', async () => {
  const { exit, stdout } = await undeclared('why', consumerId, '--toolchain', 'gcc-8.3.1', '--json');
  expect(exit).toBe(1);
  const { blames, unexplained } = JSON.parse(stdout);
  expect(unexplained).toEqual([]);
  expect(blames).toHaveLength(6);
  for (const { sentence } of blames)
    expect(sentence).toMatch(/was removed in “nvlink2 removed”, by the edit that removed it/);
  expect((await undeclared('why', 'demo/sensor.c', '--headers', 'demo-reserved')).exit).toBe(0);
});

test('reserve writes a patch that check takes and compiles with', async () => {
  const { exit } = await undeclared(
    'reserve',
    consumerId,
    '--toolchain',
    'gcc-8.3.1',
    '--output',
    'back.patch',
  );
  expect(exit).toBe(0);
  expect(readFileSync(join(elsewhere, 'back.patch'), 'utf8')).toContain('+++ b/include/uapi/linux/vfio.h');
  const checked = await undeclared('check', consumerId, '--toolchain', 'gcc-8.3.1', '--patch', 'back.patch');
  expect(checked).toMatchObject({ exit: 0, stderr: '' });
});

test('impact exits 1 when something breaks and 0 when nothing does', async () => {
  const some = ['--toolchain', 'gcc-8.3.1', '--consumers', 'hw/vfio/pci'];
  const removed = await undeclared('impact', '--patch', mail, ...some, '--json');
  expect(removed.exit).toBe(1);
  const { rows, breaks } = JSON.parse(removed.stdout);
  expect(breaks).toBe(2);
  expect(rows.filter(({ state }: { state: string }) => state === 'compiles').length).toBe(2);
  const reserved = await undeclared(
    'impact',
    '--edit',
    'reserve:VFIO_REGION_INFO_CAP_NVLINK2_SSATGT',
    ...some,
  );
  expect(reserved.stdout).toMatch(/^0 of 4 consumers break/m);
  expect(reserved.exit).toBe(0);
  expect((await undeclared('impact')).exit).toBe(2);
});

test('abi exits 4 where the binary ABI differs and 0 where it does not, with offsets as text and as JSON', async () => {
  const consumer = 'qemu-5.2/tools/virtiofsd/fuse_lowlevel.c';
  const from = ['--from', 'linux-5.10', '--headers', 'linux-6.1'];
  const differs = await undeclared('abi', consumer, ...from);
  expect(differs.exit).toBe(4);
  expect(differs.stdout).toMatch(/^Linux 5\.10 → Linux 6\.1, .*: compiles, but the binary ABI differs\.$/m);
  expect(differs.stdout).toMatch(/^ +\+ +16 +4 +uint32_t +flags2 +new$/m);

  const one = ['--name', 'struct fuse_init_in', '--machines', 'i386,s390x', '--json'];
  const { targets, unit } = JSON.parse((await undeclared('abi', consumer, ...from, ...one)).stdout);
  expect(unit).toBe('bits');
  for (const { changes } of targets) {
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ verdict: 'abi-differs', before: { size: 128 }, after: { size: 512 } });
  }

  const same = await undeclared('abi', consumer, '--from', 'linux-6.1', '--headers', 'linux-6.1', '--json');
  expect(same.exit).toBe(0);
  const usage = await undeclared('abi', consumer, '--machines', 'pdp11');
  expect([usage.exit, usage.stderr]).toEqual([2, expect.stringContaining('pdp11')]);
});

test('abi exits 1 where a name in use is gone', async () => {
  const { exit, stdout } = await undeclared('abi', consumerId, '--headers', 'nvlink2-removed');
  expect(exit).toBe(1);
  expect(stdout).toContain('struct vfio_region_info_cap_nvlink2_ssatgt: source breaks: gone.');
});
