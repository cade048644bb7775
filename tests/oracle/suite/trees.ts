/** Header stacks of the catalogue, laid on disk with the toolchain's own headers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { layTree, wasiCompilers } from '../laid.ts';
import type { Subject } from './case.ts';
import { toolchainOf } from './subjects.ts';

/**
 * @param files further ones, by absolute path in the tree.
 * @param directories that must be there, for something to be compiled in.
 */
export async function layStack(
  subject: Subject,
  headers: readonly string[],
  files: ReadonlyMap<string, string | Uint8Array>,
  directories: readonly string[] = ['/work'],
): Promise<string> {
  const root = await layTree(wasiCompilers(), {
    toolchain: toolchainOf(subject.id),
    headers,
    files: [],
    command: subject.family === 'clang' ? `clang --target=${subject.target}` : '',
    directory: directories[0]!,
  });
  for (const directory of directories) mkdirSync(join(root, directory), { recursive: true });
  for (const [path, text] of files) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/**
 * Where headers are, for both sides alike. Debian's compilers for other machines than the one they run on have their
 * own elsewhere than that machine's compilers have them, which is what the page's compilers are.
 */
export function whereHeadersAre({ family, target, version: [major] }: Subject): string[] {
  if (family === 'clang' || target === 'x86_64-linux-gnu') return [];
  const folders = [`/usr/lib/gcc/${target}/${major}/include`, `/usr/include/${target}`, '/usr/include'];
  return ['-nostdinc', ...folders.flatMap((folder) => ['-isystem', folder])];
}

/** What GCC's driver gives cc1 for a syntax check of a hosted program; of Clang what its own driver is given. */
export function always(subject: Subject): string[] {
  if (subject.family === 'clang') {
    return [
      `--target=${subject.target}`,
      ...['-resource-dir', subject.resourceDirectory!, '--sysroot='],
      ...['-fsyntax-only', '-fno-color-diagnostics'],
    ];
  }
  return ['-quiet', '-imultiarch', subject.target, '-fsyntax-only', ...whereHeadersAre(subject)];
}
