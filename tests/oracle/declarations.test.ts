/**
 * The index of declarations beside native Clang. A sample of the headers of one stop; UNDECLARED_ALL_HEADERS=1 asks
 * about every UAPI header of every stop and writes what the index lacks.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type DeclaredIndex, loadIndex } from '../../src/headers/index.ts';
import { generatedDirectory } from '../../src/setup/generated.ts';
import { ClangDeclarations } from './declarations.ts';
import { catalogue, layTree, removeTree, wasiCompilers } from './laid.ts';
import { clang19, nativeCompiler } from './native.ts';

const all = process.env.UNDECLARED_ALL_HEADERS === '1';
const stops = all ? ['linux-5.10', 'linux-6.1', 'linux-6.12', 'linux-7.2', 'linux-7.3'] : ['linux-6.12'];
const LIBC = 'glibc-2.41';
/** Of the headers, one in so many. */
const SAMPLED = all ? 1 : 23;

describe.each(stops)('%s', (stop) => {
  let root: string | undefined;
  afterAll(() => {
    if (root) removeTree(root);
  });

  it('declares what Clang says it declares, in at least 99.5 % of names', {
    timeout: 3_600_000,
  }, async () => {
    const service = wasiCompilers();
    const request = {
      toolchain: 'clang-22',
      headers: [LIBC, stop],
      files: [{ path: '/probe.c', text: '\n' }],
      command: 'clang -c probe.c',
      directory: '/',
    };
    root = await layTree(service, request);
    const clang = new ClangDeclarations(await nativeCompiler(clang19), root);
    const fetchBytes = async (url: string) => new Uint8Array(readFileSync(join(generatedDirectory, url)));
    const indexes = await Promise.all(
      (['linux', 'glibc'] as const).map((family) => loadIndex(catalogue(), family, fetchBytes)),
    );
    const has = (index: DeclaredIndex | undefined, name: string, at: string) =>
      index?.find(name).some(({ places }) => places.some((place) => place.stop === at));

    const headers = (await service.listFiles({ headers: [stop] })).filter((path) =>
      /^\/usr\/include\/(?:x86_64-linux-gnu\/)?(?:linux|asm|asm-generic|drm|mtd|rdma|scsi|sound|video|xen|misc)\/.*\.h$/.test(
        path,
      ),
    );
    const names = new Set<string>();
    let alone = 0;
    for (const path of headers.filter((_, index) => index % SAMPLED === 0)) {
      const found = clang.of(path.replace(/^\/usr\/include\/(?:x86_64-linux-gnu\/)?/, ''));
      if (!found) continue;
      alone++;
      for (const name of found) names.add(name);
    }
    const lacks = [...names].filter((name) => !has(indexes[0], name, stop) && !has(indexes[1], name, LIBC));
    console.log(
      `${stop}: ${alone} headers, ${names.size} names; the index lacks ${lacks.length}: ${lacks.join(', ')}`,
    );
    expect(names.size).toBeGreaterThan(1_000);
    expect(lacks.length / names.size).toBeLessThanOrEqual(0.005);
  });
});
