/**
 * Stages @wasmer/sdk for the page: its `dist/` and `pkg/` verbatim, since its workers do not survive bundling.
 * The browser entry and all it imports are in there; only networking, never used here, wants more.
 */
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SDK_VERSION } from '../compiler/index.ts';

/**
 * Copies the SDK to `<targetDirectory>/sdk/<version>/`, unless it is there.
 * @param targetDirectory the folder `generated/`.
 * @throws {Error} when the installed SDK is another version than the compiler room is proven with.
 */
export function stageSdk(targetDirectory: string): void {
  const entry = createRequire(import.meta.url).resolve('@wasmer/sdk/node');
  const source = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  if (version !== SDK_VERSION) {
    throw new Error(`@wasmer/sdk ${version} is installed, but ${SDK_VERSION} is needed: run \`npm ci\`.`);
  }
  const target = join(targetDirectory, 'sdk', version);
  if (existsSync(target)) return;
  const temporary = `${target}.${process.pid}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  for (const part of ['dist', 'pkg', 'LICENSE', 'package.json']) {
    cpSync(join(source, part), join(temporary, part), {
      recursive: true,
      filter: (path) => !/\.d\.ts(\.map)?$/.test(path),
    });
  }
  renameSync(temporary, target);
}
