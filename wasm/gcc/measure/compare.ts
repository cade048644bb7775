/**
 * Compares the syntax-only module with the whole compiler on GCC's own tests:
 *
 *     npx tsx wasm/gcc/measure/compare.ts 8.3.1 [step]
 *
 * Prints each test the two disagree on. A trap of the syntax-only module is not a disagreement (the whole compiler
 * takes over), but a test that should not have trapped asks for an object in the recipe.
 */
import { readFileSync } from 'node:fs';
import { runModule } from '../run.ts';
import { openBuild, testFolders } from './build-folder.ts';
import { casesIn, environment } from './cases.ts';

const [version = '8.3.1', step = '3'] = process.argv.slice(2);
const { place, product, headers } = await openBuild(version);
if (!product.lite) throw new Error(`The recipe of GCC ${version} has no syntax-only module.`);
const lite = await WebAssembly.compile(readFileSync(product.lite));
const full = await WebAssembly.compile(readFileSync(product.full));
const counts = { same: 0, different: 0, trapped: 0 };
for (const one of casesIn(testFolders(place), Number(step), headers)) {
  const [a, b] = [lite, full].map((module) => runModule(module, '/', one.args, environment(one))) as [
    ReturnType<typeof runModule>,
    ReturnType<typeof runModule>,
  ];
  if (a.trap) {
    counts.trapped++;
    console.log(`trap ${one.file} ${one.args.join(' ')}\n  ${a.trap.split('\n', 3).join(' ')}`);
  } else if (a.code !== b.code || a.stdout !== b.stdout || a.stderr !== b.stderr) {
    counts.different++;
    console.log(`different ${one.file} ${one.args.join(' ')}`);
  } else {
    counts.same++;
  }
}
console.log(counts);
if (counts.different > 0) process.exitCode = 1;
