/**
 * Finds the objects a syntax check needs, for a recipe's `lite.objects`:
 *
 *     npx tsx wasm/gcc/measure/objects.ts 8.3.1 [step]
 *
 * Links everything with the recipe's cuts, runs every `step`th of GCC's own tests (2 if not said) and notes which
 * functions ran. An object is needed when one of its own functions ran; inline functions, which many objects carry,
 * do not count, nor do constructors of its own variables. What is printed may leave out objects whose variables
 * are needed: the link names those.
 *
 * Needs the finished full build in the cache.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsWith } from '../command.ts';
import { readMakeVariables } from '../compile.ts';
import { link } from '../link.ts';
import { runModule } from '../run.ts';
import { openBuild, testFolders } from './build-folder.ts';
import { casesIn, environment } from './cases.ts';
import { instrument } from './instrument.ts';

const table = 'undeclared_ran';
/** Bytes: more than a compiler has functions. */
const tableSize = 65_536;

const [version = '8.3.1', step = '2'] = process.argv.slice(2);
const { plan, place, headers } = await openBuild(version);
const commands = commandsWith(join(place.directory, 'measure.log'));
const make = await readMakeVariables(place, commands);

const tableSource = join(place.port, 'ran.c');
const tableObject = join(place.port, 'ran.o');
writeFileSync(tableSource, `char ${table}[${tableSize}];\n`);
await commands.run('wasm-cc', ['-c', tableSource, '-o', tableObject], { cwd: place.port, env: place.env });
const named = join(place.directory, 'cc1-measured.wasm');
await link(
  place,
  { objects: make.objects, named, lite: plan.recipe.lite, extra: [tableObject, `-Wl,--export=${table}`] },
  commands,
);

const instrumented = instrument(readFileSync(named), table);
const module = await WebAssembly.compile(instrumented.module);
const cases = casesIn(testFolders(place), Number(step), headers);
const ran = new Set<string>();
let traps = 0;
for (const [index, one] of cases.entries()) {
  const { instance, trap } = runModule(module, '/', one.args, environment(one));
  if (trap) {
    traps++;
    console.error(`${one.file}: ${trap.split('\n', 3).join(' ')}`);
  }
  // Tests of the GIMPLE and RTL front ends run passes; those stay with the whole compiler.
  if (!instance || /\/(rtl|gimplefe)/.test(one.file)) continue;
  const memory = instance.exports.memory as WebAssembly.Memory;
  new Uint8Array(memory.buffer, instrumented.table, tableSize).forEach((hit, at) => {
    const name = hit ? instrumented.names.get(at) : undefined;
    if (name) ran.add(name);
  });
  if (index % 500 === 0) console.error(`${index} of ${cases.length}`);
}

const symbols = await commands.read('wasm-nm', ['-A', '-C', ...make.objects], {
  cwd: join(place.objects, 'gcc'),
  env: place.env,
});
const needed = new Set<string>();
for (const [, object, name] of symbols.matchAll(/^(\S+): \S+ [Tt] (.*)$/gm)) {
  if (ran.has(name!) && !/^(_GLOBAL__sub_I|__cxx_global)/.test(name!)) needed.add(object!);
}
console.log(make.objects.filter((object) => needed.has(object)).join(' '));
console.error(`${needed.size} of ${make.objects.length} objects; ${traps} of ${cases.length} tests trapped`);
