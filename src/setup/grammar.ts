/** Stages the C grammar for the page and the command line: the two modules headers are edited with. */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GRAMMAR_FILES } from '../headers/index.ts';

const require = createRequire(import.meta.url);

/**
 * Copies both modules to where `GRAMMAR_FILES` has them below `targetDirectory`, unless they are there.
 * @param targetDirectory the folder `generated/`.
 * @throws {Error} when other versions are installed than the headers room is proven with.
 */
export function stageGrammar(targetDirectory: string): void {
  place(targetDirectory, 'web-tree-sitter', GRAMMAR_FILES.runtime);
  place(targetDirectory, 'tree-sitter-c', GRAMMAR_FILES.grammar);
}

function place(targetDirectory: string, name: string, file: string): void {
  const target = join(targetDirectory, file);
  if (existsSync(target)) return;
  const module = require.resolve(`${name}/${name}.wasm`);
  const { version } = JSON.parse(readFileSync(join(dirname(module), 'package.json'), 'utf8')) as {
    version: string;
  };
  if (!file.endsWith(`-${version}.wasm`)) {
    throw new Error(`${name} ${version} is installed, but ${file} is needed: run \`npm ci\`.`);
  }
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(module, target);
}
