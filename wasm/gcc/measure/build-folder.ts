/** Opens the build folder of a finished full build, for a measurement. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Place, placeOf } from '../place.ts';
import { type Plan, planOf } from '../plan.ts';
import { type GccProduct, productDirectory, readProduct } from '../product.ts';
import { prepareToolbox } from '../toolbox.ts';
import { recipeOf } from '../versions/index.ts';

export interface OpenBuild {
  plan: Plan;
  place: Place;
  product: GccProduct & { full: string };
  /** The folder of the compiler's own headers that holds `include`. */
  headers: string;
}

export async function openBuild(version: string): Promise<OpenBuild> {
  const plan = planOf(recipeOf(version));
  const product = readProduct(productDirectory(plan));
  if (!product?.full) {
    throw new Error(`Build the whole compiler first: npx tsx wasm/gcc/build.ts ${version}`);
  }
  const place = placeOf(plan, await prepareToolbox(plan, () => {}));
  const headers = join(product.headers, product.build.headersDirectory);
  return { plan, place, product: { ...product, full: product.full }, headers };
}

/** GCC's own tests. They are not part of a build: unpack `gcc/testsuite` of the source beside the others. */
export function testFolders(place: Place): string[] {
  const suite = join(place.source, 'gcc/testsuite');
  const folders = ['gcc.dg', 'c-c++-common', 'gcc.target/i386'].map((name) => join(suite, name));
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing)
    throw new Error(`GCC's tests are not at ${missing}: unpack gcc/testsuite of its source there.`);
  return folders;
}
