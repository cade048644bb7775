/**
 * `npm test`: everything that must hold. Gets what it needs first (on an empty cache that is the GCC build), then runs
 * checks, unit tests, the oracle and the browser tests, all of them even when one fails, and closes with the sum.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { gccVersions, gccVersionsForCi } from '../../../wasm/gcc/stage.ts';
import { findBrowser } from '../browser.ts';
import { npmProgram, runChecks } from '../checks.ts';
import { projectDirectory } from '../generated.ts';
import { prepareAll } from '../prepare.ts';

const VitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
});
const PlaywrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
});

interface Sum {
  passed: number;
  failed: number;
}

const reports = mkdtempSync(join(tmpdir(), 'undeclared-test-'));
const inCi = Boolean(process.env.CI);

function run(program: string, args: string[], env: Record<string, string>): number {
  const { status } = spawnSync(npmProgram(program), args, {
    cwd: projectDirectory,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

/** A skipped test is a failed one in CI: there nothing may be missing. A run that ended badly never counts as clean. */
function sum(passed: number, failed: number, skipped: number, status: number): Sum {
  const bad = failed + (inCi ? skipped : 0);
  return { passed, failed: status !== 0 && bad === 0 ? 1 : bad };
}

function vitest(project: string): Sum {
  const report = join(reports, `${project}.json`);
  const status = run(
    'vitest',
    [
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    {},
  );
  try {
    const counts = v.parse(VitestReport, JSON.parse(readFileSync(report, 'utf8')));
    return sum(counts.numPassedTests, counts.numFailedTests, counts.numPendingTests, status);
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function playwright(browser: string): Sum {
  const report = join(reports, 'e2e.json');
  const status = run(
    'playwright',
    ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      UNDECLARED_BROWSER: browser,
    },
  );
  try {
    const { stats } = v.parse(PlaywrightReport, JSON.parse(readFileSync(report, 'utf8')));
    return sum(stats.expected + stats.flaky, stats.unexpected, stats.skipped, status);
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const browser = findBrowser(console.log);
// In CI the newest GCC is held to its native self as the oldest is; elsewhere whichever are there.
await prepareAll(inCi ? [...gccVersions, ...gccVersionsForCi] : gccVersions);
const results: Sum[] = runChecks().map(({ passed }) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 }));
results.push(vitest('unit'), vitest('oracle'), playwright(browser));
rmSync(reports, { recursive: true });

const passed = results.reduce((total, result) => total + result.passed, 0);
const failed = results.reduce((total, result) => total + result.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
