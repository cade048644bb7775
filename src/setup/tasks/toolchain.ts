/** `npm run toolchain -- gcc-12.2.0 …`, or `--all`: builds those toolchains, or says how far they are. */
import { gccRecipes } from '../../../wasm/gcc/build.ts';
import { offerBuiltGccs } from '../built-gccs.ts';
import { prepareFirst, prepareGcc } from '../prepare.ts';

const all = Object.keys(gccRecipes);
const wanted = process.argv.slice(3);
const versions = wanted.includes('--all') ? all : wanted.map((id) => id.replace(/^gcc-/, ''));
const unknown = versions.find((version) => !all.includes(version));
if (versions.length === 0 || unknown !== undefined) {
  const known = all.map((version) => `gcc-${version}`).join(', ');
  if (unknown !== undefined) console.error(`There is no recipe for ${unknown}.`);
  console.error(`Say which: \`npm run toolchain -- gcc-8.3.1\`, or --all for ${known}.`);
  process.exit(2);
}
await prepareFirst();
await offerBuiltGccs(versions);
let failed = false;
for (const version of versions) {
  // Said already, with the log's name; the others may well be had.
  await prepareGcc(version).catch(() => {
    failed = true;
  });
}
process.exitCode = failed ? 1 : 0;
