import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlaywrightReport, readVitestReport } from '../../../src/setup/reports.ts';

const modules = resolve('node_modules');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'undeclared-reports-'));
  symlinkSync(modules, join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the real program on `test`, and gives the report it wrote. */
function reportOf(
  program: string,
  args: string[],
  file: string,
  test: string,
  env: NodeJS.ProcessEnv,
): string {
  writeFileSync(join(folder, file), test);
  const report = join(folder, 'report.json');
  const outside = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST_|NODE_ENV)/.test(name)),
  );
  spawnSync(join(modules, '.bin', program), args, { cwd: folder, env: { ...outside, ...env } });
  return readFileSync(report, 'utf8');
}

/** Three programs that start as a whole, on whatever else the machine does. */
describe('the report of a run with one good, one bad and one skipped test', { timeout: 120_000 }, () => {
  it('of Vitest: counts, and name and reason of what did not pass', () => {
    const test = `import { expect, it } from 'vitest';
      it('holds', () => {}); it('breaks', () => expect(1).toBe(2)); it.skip('waits', () => {});`;
    const args = ['run', '--root', '.', '--reporter=json', '--outputFile=report.json'];
    const { notes, ...counts } = readVitestReport(reportOf('vitest', args, 'a.test.ts', test, {}));
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
    expect(notes.length).toBe(2);
    expect(notes[0]).toMatch(/a\.test\.ts › breaks \(failed\)\n.*expected 1 to be 2/);
    expect(notes[1]).toMatch(/a\.test\.ts › waits \(/);
  });

  it('of Vitest: a file that cannot be loaded', () => {
    const args = ['run', '--root', '.', '--reporter=json', '--outputFile=report.json', 'b.test.ts'];
    const report = reportOf('vitest', args, 'b.test.ts', "throw new Error('no such thing');", {});
    expect(readVitestReport(report).notes).toEqual([expect.stringMatching(/b\.test\.ts.*\n.*no such thing/)]);
  });

  it('of Playwright: the same, whatever it is nested in', () => {
    const test = `import { expect, test } from '@playwright/test';
      test('holds', () => {});
      test.describe('In', () => { test('breaks', () => expect(1).toBe(2)); test.skip('waits', () => {}); });`;
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: join(folder, 'report.json') };
    const report = reportOf('playwright', ['test', 'c.spec.ts', '--reporter=json'], 'c.spec.ts', test, env);
    const { notes, ...counts } = readPlaywrightReport(report);
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
    expect(notes[0]).toMatch(/^c\.spec\.ts:3 › breaks \(unexpected\)\n[\s\S]*Expected: 2/);
    expect(notes[1]).toMatch(/^c\.spec\.ts:3 › waits \(skipped\)/);
  });
});
