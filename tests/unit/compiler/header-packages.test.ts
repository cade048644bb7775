import type { Package, Wasmer } from '@wasmer/sdk/browser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeaderPackages } from '../../../src/compiler/wasi/header-packages.ts';
import type { FileTree } from '../../../src/headers/index.ts';

/** Packages that remember what is in them. */
function fakeSdk() {
  const made: Record<string, Uint8Array>[] = [];
  const wasmer = {
    packages: {
      create: async ({ files }: { files: Record<string, Uint8Array> }) => {
        made.push(files);
        return files as unknown as Package;
      },
    },
  } as unknown as Pick<Wasmer, 'packages'>;
  return { made, wasmer };
}

/** What a union of packages shows, the first one winning. */
function shown(packages: Package[]): FileTree {
  const union = new Map<string, Uint8Array>();
  for (const files of [...packages].reverse() as unknown as Record<string, Uint8Array>[]) {
    for (const [path, content] of Object.entries(files)) union.set(path, content);
  }
  return union;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const numbered = (folder: string, count: number, text = 'x') =>
  new Map(Array.from({ length: count }, (_, index) => [`/${folder}/${index}.h`, bytes(`${text}${index}`)]));
const sorted = (tree: FileTree) => new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
const lay = (...layers: FileTree[]) => ({ tree: new Map(layers.flatMap((layer) => [...layer])), layers });

describe('header packages', () => {
  it('show exactly the tree, whatever was mounted before', async () => {
    const tree = fc.dictionary(
      fc.constantFrom(...Array.from({ length: 120 }, (_, index) => `/h/${index}`)),
      fc.constantFrom('a', 'b', 'c'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(tree, { minLength: 1, maxLength: 3 }), { minLength: 1 }),
        async (stacks) => {
          const packages = new HeaderPackages(fakeSdk().wasmer);
          for (const stack of stacks) {
            const layered = lay(
              ...stack.map((files) => new Map(Object.entries(files).map(([p, t]) => [p, bytes(t)]))),
            );
            expect(sorted(shown(await packages.mount(layered)))).toEqual(sorted(layered.tree));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a stack with one header edited are those of before and one with that header', async () => {
    const { made, wasmer } = fakeSdk();
    const packages = new HeaderPackages(wasmer);
    const [libc, kernel] = [numbered('libc', 200), numbered('linux', 900)];
    await packages.mount(lay(libc, kernel));
    const before = made.length;
    const edited = new Map(kernel).set('/linux/7.h', bytes('edited'));
    const mounted = await packages.mount(lay(libc, edited));
    expect(made.slice(before).map((files) => Object.keys(files))).toEqual([['/linux/7.h']]);
    expect(sorted(shown(mounted))).toEqual(sorted(lay(libc, edited).tree));
  });

  it('of a stack with another kernel leave the libc alone', async () => {
    const { made, wasmer } = fakeSdk();
    const packages = new HeaderPackages(wasmer);
    const libc = numbered('libc', 200);
    await packages.mount(lay(libc, numbered('linux', 900)));
    const before = made.length;
    await packages.mount(lay(libc, numbered('linux', 850, 'other')));
    expect(made.slice(before).map((files) => Object.keys(files).length)).toEqual([850]);
  });

  it('of a stack seen before cost nothing', async () => {
    const { made, wasmer } = fakeSdk();
    const packages = new HeaderPackages(wasmer);
    const stack = lay(numbered('libc', 200));
    const first = await packages.mount(stack);
    const count = made.length;
    expect(await packages.mount(stack)).toEqual(first);
    expect(made.length).toBe(count);
  });
});
