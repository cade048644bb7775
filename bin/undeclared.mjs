#!/usr/bin/env node
/**
 * `undeclared …` from any working directory, also straight from a clone once `npm start` has set it up. Plain
 * JavaScript, because what follows is TypeScript that tsx loads.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tsx = join(root, 'node_modules/tsx/dist/esm/api/index.mjs');
if (!existsSync(tsx)) {
  console.error(`undeclared: npm packages are missing. Run \`npm start\` in ${root} once.`);
  process.exit(3);
}
const { register } = await import(pathToFileURL(tsx).href);
register();
const { main } = await import(pathToFileURL(join(root, 'src/cli/index.ts')).href);

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
});
