/** What the JSON reports of Vitest and Playwright say: the counts, and of each test that did not pass its name and why. */
import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';

/** Counts of one run of tests. */
export interface Report {
  passed: number;
  failed: number;
  skipped: number;
  /** A short text for each test that failed or was skipped: where it is, its name, the first lines of its message. */
  notes: string[];
}

const VitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          status: v.string(),
          fullName: v.string(),
          failureMessages: v.nullish(v.array(v.string())),
        }),
      ),
    }),
  ),
});

const PlaywrightSpec = v.object({
  title: v.string(),
  file: v.string(),
  line: v.number(),
  tests: v.array(
    v.object({
      status: v.string(),
      results: v.array(
        v.object({ errors: v.optional(v.array(v.object({ message: v.optional(v.string()) }))) }),
      ),
    }),
  ),
});
interface PlaywrightSuite {
  specs: v.InferOutput<typeof PlaywrightSpec>[];
  suites?: PlaywrightSuite[] | undefined;
}
const PlaywrightSuite: v.GenericSchema<unknown, PlaywrightSuite> = v.object({
  specs: v.array(PlaywrightSpec),
  suites: v.optional(v.array(v.lazy(() => PlaywrightSuite))),
});
const PlaywrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  suites: v.array(PlaywrightSuite),
});

/** Reads `--reporter=json` of Vitest. Throws where `text` is no such report. */
export function readVitestReport(text: string): Report {
  const report = v.parse(VitestReport, JSON.parse(text));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    notes: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const bad = assertionResults.filter((each) => each.status !== 'passed');
      const ofTests = bad.map((each) => note(name, each.fullName, each.status, each.failureMessages ?? []));
      // A file that cannot be loaded has no tests, only a message.
      return bad.length === 0 && status === 'failed' ? [note(name, '', status, [message])] : ofTests;
    }),
  };
}

/** Reads `--reporter=json` of Playwright. Throws where `text` is no such report. */
export function readPlaywrightReport(text: string): Report {
  const { stats, suites } = v.parse(PlaywrightReport, JSON.parse(text));
  const specs = (suite: PlaywrightSuite): v.InferOutput<typeof PlaywrightSpec>[] => [
    ...suite.specs,
    ...(suite.suites ?? []).flatMap(specs),
  ];
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    notes: suites.flatMap(specs).flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status !== 'expected')
        .map(({ status, results }) =>
          note(
            `${file}:${line}`,
            title,
            status,
            results.flatMap(({ errors = [] }) => errors.map(({ message = '' }) => message)),
          ),
        ),
    ),
  };
}

function note(where: string, name: string, status: string, messages: string[]): string {
  const why = stripVTControlCharacters(messages.join('\n')).split('\n').slice(0, 12);
  return [`${where} › ${name} (${status})`, ...why.map((line) => `    ${line}`)].join('\n');
}
