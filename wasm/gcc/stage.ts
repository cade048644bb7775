/** Offers a built GCC to the page and the command line. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileTree } from '../../src/headers/index.ts';
import { isStaged, stageToolchain } from '../stage.ts';
import type { GccProduct, ModuleRecord } from './product.ts';
import { gccRecipes } from './versions/index.ts';

/** The GCC versions `npm start` and `npm test` build by themselves, in order. */
export const gccVersions = ['8.3.1'];

/**
 * The versions CI builds besides: the newest, since the two ends of the range hold what is between, and the one that
 * the machine's own gcc is of, which is what a reader runs a repro.sh with.
 */
export const gccVersionsForCi = ['12.2.0', Object.keys(gccRecipes).at(-1)!];

/** For people: "GCC 8.3.1", "GCC 12.2.0 for powerpc64le-linux-gnu". */
export function titleOf(name: string): string {
  const recipe = gccRecipes[name];
  return recipe?.target ? `GCC ${recipe.version} for ${recipe.target.triplet}` : `GCC ${name}`;
}

function readTree(directory: string): FileTree {
  const files = (readdirSync(directory, { recursive: true }) as string[])
    .map((name) => join(directory, name))
    .filter((file) => statSync(file).isFile());
  return new Map(
    files.map((file) => [
      `/${relative(directory, file).split(sep).join('/')}`,
      new Uint8Array(readFileSync(file)),
    ]),
  );
}

/** What the page is given of a product: the module to run, and the one to fall back on. */
function modulesOf({ lite, full, build }: GccProduct): {
  file: string;
  record: ModuleRecord;
  fallback?: string;
} {
  if (lite === undefined) return { file: full!, record: build.full! };
  return { file: lite, record: build.lite!, ...(full === undefined ? {} : { fallback: full }) };
}

/** True when `product` stands staged as it is. */
export function isGccStaged(product: GccProduct): boolean {
  const { record, fallback } = modulesOf(product);
  return isStaged(product.id, record.sha256, fallback === undefined ? undefined : product.build.full!.sha256);
}

/** Stages `product`: the syntax-only module with the full one to fall back on, or the one of them that is there. */
export async function stageGcc(product: GccProduct): Promise<void> {
  const { build } = product;
  const { file, fallback } = modulesOf(product);
  const [major = 0, minor = 0, patch = 0] = build.version.split('.').map(Number);
  await stageToolchain({
    id: product.id,
    family: 'gcc',
    title: titleOf(product.id.replace(/^gcc-/, '')),
    version: [major, minor, patch],
    versionText: build.versionText,
    target: build.target,
    module: file,
    ...(fallback === undefined ? {} : { fallback }),
    headers: readTree(product.headers),
    packages: build.packages
      .filter(({ use }) => use === 'source')
      .map(({ name, version, suite, sha256 }) => ({ name, version, suite, sha256, pinned: true })),
  });
}
