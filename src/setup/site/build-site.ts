/** Builds the page with Vite. The built files in public/generated/ are not part of it: see `compress.ts`. */
import { build } from 'vite';
import { projectDirectory } from '../generated.ts';

/** @param outDir absolute folder, emptied first. */
export async function buildPage(outDir: string): Promise<void> {
  await build({ root: projectDirectory, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
