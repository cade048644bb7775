/** `npm run build`: a static site in dist/ with everything in it, and compressed files beside the large ones. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDirectory, projectDirectory } from '../generated.ts';
import { prepareAll } from '../prepare.ts';
import { buildPage } from '../site/build-site.ts';
import { compressTree } from '../site/compress.ts';

const dist = join(projectDirectory, 'dist');
await prepareAll();
await buildPage(dist);
cpSync(generatedDirectory, join(dist, 'generated'), {
  recursive: true,
  filter: (file) => !file.endsWith('.tmp'),
});
const { files, before, after } = await compressTree(dist);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
console.log(
  `dist/ is ready: ${files} files compressed, ${megabytes(before)} MB to ${megabytes(after)} MB (brotli)`,
);
