/** The checks that need no built thing: lint (floors and formatting in it) and types. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectDirectory } from './generated.ts';

export interface CheckResult {
  name: string;
  passed: boolean;
  /** What the program printed, without colours. */
  output: string;
}

const checks: [name: string, command: string, args: string[]][] = [
  ['lint, floors, formatting', 'biome', ['ci', '.']],
  ['types', 'tsc', ['--noEmit']],
  ['types of the page', 'svelte-check', ['--fail-on-warnings', '--output', 'human']],
];

/** Path of a program that an npm package of ours brings. */
export function npmProgram(name: string): string {
  return join(projectDirectory, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

/** Runs them all, the output of each shown when it has ended. */
export function runChecks(): CheckResult[] {
  return checks.map(([name, command, args]) => {
    const { status, stdout, stderr, error } = spawnSync(npmProgram(command), args, {
      cwd: projectDirectory,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const output = `${stdout ?? ''}${stderr ?? ''}${error ?? ''}`;
    process.stdout.write(output);
    console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
    return { name, passed: status === 0, output: stripVTControlCharacters(output) };
  });
}
