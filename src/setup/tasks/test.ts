/**
 * `npm test`: everything that must hold. Gets what it needs first (on an empty cache that is the GCC build), then runs
 * checks, unit tests, the oracle and the browser tests, all of them even when one fails, and closes with the sum.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gccVersions, gccVersionsForCi } from '../../../wasm/gcc/stage.ts';
import { findBrowser } from '../browser.ts';
import { npmProgram, runChecks } from '../checks.ts';
import { projectDirectory } from '../generated.ts';
import { prepareAll } from '../prepare.ts';
import { type Report, readPlaywrightReport, readVitestReport } from '../reports.ts';

/** What one part of the tests came to; `notes` say what failed, for the end of a long output. */
interface Sum {
  passed: number;
  failed: number;
  notes: string[];
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

/**
 * Reads the report that `program` left. A skipped test is a failed one in CI: there nothing may be missing. A run that
 * ended badly, or left no report, never counts as clean.
 */
function sum(title: string, status: number, read: () => Report): Sum {
  try {
    const { passed, failed, skipped, notes } = read();
    const bad = failed + (inCi ? skipped : 0);
    if (status === 0 || bad > 0) return { passed, failed: bad, notes };
    return { passed, failed: 1, notes: [...notes, `${title}: ended with ${status} though no test failed`] };
  } catch (error) {
    return { passed: 0, failed: 1, notes: [`${title}: no report of it can be read: ${String(error)}`] };
  }
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
  return sum(project, status, () => readVitestReport(readFileSync(report, 'utf8')));
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
  return sum('browser tests', status, () => readPlaywrightReport(readFileSync(report, 'utf8')));
}

const browser = findBrowser(console.log);
// In CI the newest GCC is held to its native self as the oldest is; elsewhere whichever are there.
await prepareAll(inCi ? [...gccVersions, ...gccVersionsForCi] : gccVersions);
const results: Sum[] = runChecks().map(({ name, passed, output }) =>
  passed
    ? { passed: 1, failed: 0, notes: [] }
    : { passed: 0, failed: 1, notes: [`${name}:\n${output.slice(-2000)}`] },
);
results.push(vitest('unit'), vitest('oracle'), playwright(browser));
rmSync(reports, { recursive: true });

const passed = results.reduce((total, result) => total + result.passed, 0);
const failed = results.reduce((total, result) => total + result.failed, 0);
for (const note of results.flatMap(({ notes }) => notes)) console.log(`\n• ${note}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
