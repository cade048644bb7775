/** The checks that need no built thing: lint (floors and formatting in it) and types. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectDirectory } from './generated.ts';

export interface CheckResult {
  name: string;
  passed: boolean;
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

/** Runs them all, their output shown as it comes. */
export function runChecks(): CheckResult[] {
  return checks.map(([name, command, args]) => {
    const { status } = spawnSync(npmProgram(command), args, { cwd: projectDirectory, stdio: 'inherit' });
    console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
    return { name, passed: status === 0 };
  });
}
