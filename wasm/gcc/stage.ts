/** Offers a built GCC to the page and the command line. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileTree } from '../../src/headers/index.ts';
import { stageToolchain } from '../stage.ts';
import type { GccProduct } from './product.ts';

/** The GCC versions `npm start` and `npm test` see to, in order. */
export const gccVersions = ['8.3.1'];

/** For people: "GCC 8.3.1". */
export function titleOf(version: string): string {
  return `GCC ${version}`;
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

/** Stages `product`: the syntax-only module with the full one to fall back on, or the one of them that is there. */
export async function stageGcc(product: GccProduct): Promise<void> {
  const { build } = product;
  const [major = 0, minor = 0, patch = 0] = build.version.split('.').map(Number);
  await stageToolchain({
    id: `gcc-${build.version}`,
    family: 'gcc',
    title: titleOf(build.version),
    version: [major, minor, patch],
    versionText: build.versionText,
    target: build.target,
    module: product.lite ?? product.full!,
    ...(product.lite === undefined || product.full === undefined ? {} : { fallback: product.full }),
    headers: readTree(product.headers),
    packages: build.packages
      .filter(({ use }) => use === 'source')
      .map(({ name, version, suite, sha256 }) => ({ name, version, suite, sha256, pinned: true })),
  });
}
