/** `npm start`: the page at a printed address as soon as there is one; headers and GCC follow while it runs. */
import { join } from 'node:path';
import { preview } from 'vite';
import { gccVersions } from '../../../wasm/gcc/stage.ts';
import { offerBuiltGccs } from '../built-gccs.ts';
import { projectDirectory } from '../generated.ts';
import { prepareFirst, prepareGcc, prepareSnapshots } from '../prepare.ts';
import { buildPage } from '../site/build-site.ts';

const outDir = join(projectDirectory, 'node_modules/.cache/undeclared/page');

await prepareFirst();
await buildPage(outDir);
const server = await preview({
  root: projectDirectory,
  build: { outDir },
  preview: { port: Number(process.env.PORT ?? 5173) },
});
const address = server.resolvedUrls?.local[0] ?? 'the printed port';
console.log(`\n  Undeclared is at ${address}\n`);

await prepareSnapshots();
await offerBuiltGccs(gccVersions);
for (const version of gccVersions) {
  // Said on the terminal and on the page already; the page works on without it.
  await prepareGcc(version).catch(() => undefined);
}
console.log(`\n  Everything is ready at ${address} (Ctrl+C ends it)\n`);
