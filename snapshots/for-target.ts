/** The snapshots as they are for other machines than x86-64: the same id, another tree. */
import { join } from 'node:path';
import type { FileTree } from '../src/headers/index.ts';
import { DEFAULT_TARGET, TARGETS } from '../src/repro/index.ts';
import { type Architecture, type PackageRef, readTree } from '../src/setup/index.ts';
import { packageTree } from './package-tree.ts';
import type { Recipe } from './recipe.ts';

/** Targets there are headers for beside x86-64. */
export const OTHER_TARGETS = TARGETS.map(({ triplet }) => triplet).filter(
  (triplet) => triplet !== DEFAULT_TARGET,
);

/** Debian's names of the machines. */
export const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  'powerpc64le-linux-gnu': 'ppc64el',
  'aarch64-linux-gnu': 'arm64',
  'i386-linux-gnu': 'i386',
  's390x-linux-gnu': 's390x',
};

/** What every recipe for a target has of the recipe it stands beside. */
export function aboutTarget({ id, title, family }: Recipe, target: string) {
  return {
    id: `${id}-${target}`,
    title: `${title} for ${target}`,
    family,
    base: id,
    forTarget: { of: id, target },
  };
}

/** From the machine's own package of the same version. */
export function ownPackage(of: Recipe, target: string, ref: PackageRef): Recipe {
  return packageTree(aboutTarget(of, target), [ref], target);
}

/** The machine's folder of a cross package (/usr/TARGET/include), by what stands in multiarch folders elsewhere. */
const OF_THE_MACHINE = /^(?:asm|bits|gnu|sys)\/|^(?:a\.out|fpu_control|ieee754)\.h$/;

/**
 * From a cross compiler's package, where Debian no longer serves the machine's own: what differs from machine to
 * machine is taken from that, everything else from the snapshot itself.
 * @param without paths the machine's own package would not have.
 */
export function crossPackage(
  of: Recipe,
  target: string,
  ref: PackageRef,
  without: readonly string[] = [],
): Recipe {
  return {
    ...aboutTarget(of, target),
    wants: [ref],
    inputs: [ref, without],
    async make(tools) {
      const [{ origin, folder }] = (await tools.packages([ref])) as [
        { origin: Awaited<ReturnType<typeof tools.origins>>[number]; folder: string },
      ];
      const own = await readTree(join(folder, 'usr', target, 'include'), { at: '', root: folder });
      const tree = new Map<string, Uint8Array>();
      for (const [path, bytes] of await tools.tree(of.id)) {
        if (!path.startsWith(`/usr/include/${DEFAULT_TARGET}/`) && !without.includes(path)) {
          tree.set(path, bytes);
        }
      }
      for (const [path, bytes] of ofTheMachine(own)) tree.set(`/usr/include/${target}/${path}`, bytes);
      return {
        tree,
        packages: [...(await tools.origins(of.id)), origin],
        notice: `What is the machine's own comes from ${origin.name} ${origin.version}: Debian no longer serves this version for ${target}.`,
      };
    },
  };
}

function* ofTheMachine(tree: FileTree): Generator<[string, Uint8Array]> {
  for (const [path, bytes] of tree) {
    const name = path.slice(1);
    if (OF_THE_MACHINE.test(name)) yield [name, bytes];
  }
}
