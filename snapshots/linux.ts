/** The kernel's UAPI headers, from linux-libc-dev. */
import type { Architecture, PackageRef } from '../src/setup/index.ts';
import { ARCHITECTURES, crossPackage, OTHER_TARGETS, ownPackage } from './for-target.ts';
import { packageTree } from './package-tree.ts';
import type { Recipe } from './recipe.ts';

type Pin = Omit<PackageRef, 'name' | 'series'>;

function pinned(series: string, ref: Pin): PackageRef {
  return { name: 'linux-libc-dev', series: `${series}.`, ...ref };
}

function linux(series: string, base: string | undefined, ref: Pin): Recipe {
  return packageTree(
    {
      id: `linux-${series}`,
      title: `Linux ${series}`,
      family: 'linux',
      ...(base === undefined ? {} : { base: `linux-${base}` }),
    },
    [pinned(series, ref)],
  );
}

const V5_10: Pin = {
  version: '5.10.223-1',
  suite: 'bullseye',
  sha256: 'e3be603bd12377bb90fcfb0f2048ca3a81c886e49d6f09945b82159d1c54f7b2',
};
const V6_1: Pin = {
  version: '6.1.176-1',
  suite: 'bookworm',
  sha256: '8bb258735b9dffbb111da778ebdd024750878e435ffd9dfcadcb6762ede6b4cf',
};
/** From here on one package is for all machines. */
const FOR_ALL: Record<string, Pin> = {
  '6.12': {
    version: '6.12.107-1',
    suite: 'trixie',
    sha256: 'dc68dd53c7356598d005866da0d19d7bd33af2a62971aced624cdf04492902b4',
  },
  '7.2': {
    version: '7.2.12-1~bpo13+1',
    suite: 'trixie-backports',
    alsoIn: ['sid'],
    sha256: 'c52da9891157593a4b661adf12d60c86dada2666ad88a9d5682dbdb3da8946e5',
  },
  '7.3': {
    version: '7.3.4-1~bpo13+1',
    suite: 'trixie-backports',
    alsoIn: ['sid'],
    sha256: 'b3a4538fca67081c8606a93f37521d0eb74ac75996a02f3321a6b27f978e10a8',
  },
};

const linux5_10 = linux('5.10', undefined, V5_10);
const linux6_1 = linux('6.1', '5.10', V6_1);
const forAll = Object.entries(FOR_ALL).map(([series, ref], index, all) => ({
  recipe: linux(series, all[index - 1]?.[0] ?? '6.1', ref),
  ref: pinned(series, ref),
}));

export const linuxRecipes: Recipe[] = [linux5_10, linux6_1, ...forAll.map(({ recipe }) => recipe)];

const SHA256: Record<'5.10' | '6.1', Partial<Record<Architecture, string>>> = {
  '5.10': {
    arm64: '8b6374a64412d33eac61d74f77b8f932da4b8a707ea8a614791e2a35b8917618',
    i386: 'e57d6065a43e763e54a0a80afd66fa2371bcdc3b035f9f4463816e9c6fc26049',
  },
  '6.1': {
    ppc64el: '922e8933bd4a86ac0ecb3ee191a176ba7a312eca7778f294d66fbefc331a7f25',
    arm64: 'eeca5ec13bed7206f8171fab9a48e84119dcc20cc79557f104628447a524ad10',
    s390x: '9c45d132e8c476ba50bfd5a34e17464ded3aa9b002fd873c1be1e3428a1c6bce',
    i386: '94b68e46c4df2da33b443c0f1f3ec74691e71ff54b053f0a6198d7b62d159c5e',
  },
};
/** Of the cross packages, for machines that Debian 11 is no longer served for. */
const CROSS_SHA256: Partial<Record<Architecture, string>> = {
  ppc64el: 'b24ada15d80bccdc2adeac28ff22ca1687a787b264de51489432c686f3feca7e',
  s390x: '4fa58536e8c2275914affe2d51a471d4a8b23d29eb46d10465fa05914b5c24fa',
};

function ofVersion(of: Recipe, series: '5.10' | '6.1', ref: Pin, target: string): Recipe {
  const architecture = ARCHITECTURES[target]!;
  const sha256 = SHA256[series][architecture];
  if (sha256 !== undefined) {
    const own = pinned(series, { ...ref, architecture, pool: 'main/l/linux', sha256 });
    return ownPackage(of, target, own);
  }
  return crossPackage(
    of,
    target,
    {
      name: `linux-libc-dev-${architecture}-cross`,
      version: '5.10.13-1cross4',
      suite: 'bullseye',
      sha256: CROSS_SHA256[architecture]!,
    },
    // For the machines that have an asm/a.out.h.
    ['/usr/include/linux/a.out.h'],
  );
}

export const linuxTargetRecipes: Recipe[] = OTHER_TARGETS.flatMap((target) => [
  ofVersion(linux5_10, '5.10', V5_10, target),
  ofVersion(linux6_1, '6.1', V6_1, target),
  ...forAll.map(({ recipe, ref }) => ownPackage(recipe, target, ref)),
]);
