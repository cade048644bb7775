/** The GNU C library's headers, from libc6-dev. */
import type { Architecture, PackageRef } from '../src/setup/index.ts';
import { ARCHITECTURES, crossPackage, OTHER_TARGETS, ownPackage } from './for-target.ts';
import { packageTree } from './package-tree.ts';
import type { Recipe } from './recipe.ts';

type Pin = Pick<PackageRef, 'suite'> & { version: string };

interface Pinned extends Pin {
  sha256: Partial<Record<Architecture, string>>;
  /** Machines whose package of the version the archive does not have (yet): an earlier one, of the same headers. */
  earlier?: { version: string; sha256: Partial<Record<Architecture, string>> };
}

/** Oldest first, with the package's digest for each machine. */
const SERIES: Record<string, Pinned> = {
  '2.31': {
    version: '2.31-13+deb11u11',
    suite: 'bullseye',
    sha256: {
      amd64: 'e7f7b45d9c5cfcf37609f0b6efd3c645272c812144703af89dfd32218fcb0fd3',
      arm64: '28d478134722dcd4b0bd2045a199301d18713bf95947b9fce66634e7aeacab2e',
      i386: '7d10b944894d2b6ccab08ccf51aae6cef6c5f5773f36696e6d9f34c21e0365b4',
    },
  },
  '2.36': {
    version: '2.36-9+deb12u14',
    suite: 'bookworm',
    sha256: {
      amd64: '0218fc2befcd784c1b0c6292c0a137ce89fad054efaa579ad083bee0f2c01aae',
      ppc64el: 'b3d02b91ed9548cd527c3e56d05e25ef8593a77342f5e8c4969f79e12d7146be',
      arm64: '8bc395bf2ee9939f1a6ae395f974cffdcf541d98f99adfe89ce7e4bef36d159e',
      s390x: '6f128e522bcd58281fcdb1c57952549ef818ebf22375ca2608126c01b3313607',
      i386: 'c02c0adacabf53b8f34364940c7c4fe5aedaf921765e915742cc31ffc7a9d1ad',
    },
  },
  '2.41': {
    version: '2.41-12+deb13u5',
    suite: 'trixie',
    sha256: {
      amd64: '858f4d477cc39324f3c6582cdebcf38928fb385bb17b40518c77a7dccd296428',
    },
    earlier: {
      version: '2.41-12+deb13u4',
      sha256: {
        ppc64el: 'ec599cd9f829b6afa219acf9bcd05878de41e49943cd24c8580ae9d3cabefcb0',
        arm64: '71e373cb5e9da975b02fb4af555929cb1977560e2dd8245de4eb8a7b03677a08',
        s390x: '3717b5a19e7f707f7174fd623a2afe2404af0a1bfd666096da70531a44473d31',
        i386: '53dae947b759288f7f1e858a7eec6c3c00adf50317c674515c2a9d2399681bb0',
      },
    },
  },
  '2.43': {
    version: '2.43-7',
    suite: 'sid',
    sha256: {
      amd64: '7095b6c9cd209aac9bb54a03edf9f3544589f553f649b71eec29968ca8ea13ce',
      ppc64el: 'e7de64dccc4412c7fa1364dfa8fae53594ba29dbcca30b24b7696c8daa9988bb',
      arm64: '2fe4fa9f4d59caf63afd5098ce143a63ed8933cec60c5b4cb4485aebbdfa6dce',
      s390x: 'fb9e8b5083682f6996025b8b14982c0e154431cf45c5ca314c1b466547368416',
      i386: 'd748ef7049e208388738ff9dc85b0127c9023807f5cb8adc62e7d0eeb13cc168',
    },
  },
};

/** Nothing where the archive has no package of the series for that machine. */
function pinned(series: string, architecture?: Architecture): PackageRef | undefined {
  const { suite, earlier, ...latest } = SERIES[series]!;
  const machine = architecture ?? 'amd64';
  const { version, sha256 } = earlier && !latest.sha256[machine] ? earlier : latest;
  const digest = sha256[machine];
  if (digest === undefined) return undefined;
  return {
    name: 'libc6-dev',
    series: `${series}-`,
    version,
    suite,
    ...(architecture && { architecture, pool: 'main/g/glibc' }),
    sha256: digest,
  };
}

export const glibcRecipes: Recipe[] = Object.keys(SERIES).map((series, index, all) =>
  packageTree(
    {
      id: `glibc-${series}`,
      title: `glibc ${series}`,
      family: 'glibc',
      ...(index > 0 && { base: `glibc-${all[index - 1]}` }),
    },
    [pinned(series)!],
  ),
);

/** Of the cross packages, for machines that Debian 11 is no longer served for. */
const CROSS_SHA256: Partial<Record<Architecture, string>> = {
  ppc64el: '74f5e73be096475904a25ed7311e90029ba6a910e0a41a3cb1ece007acb5084f',
  s390x: '8d72cb038d178d1e869c2fc1f7ab6700ac9a94f1bda03824f13de343ff032267',
};

export const glibcTargetRecipes: Recipe[] = OTHER_TARGETS.flatMap((target) =>
  Object.keys(SERIES).map((series, index) => {
    const of = glibcRecipes[index]!;
    const architecture = ARCHITECTURES[target]!;
    const own = pinned(series, architecture);
    if (own) return ownPackage(of, target, own);
    return crossPackage(of, target, {
      name: `libc6-dev-${architecture}-cross`,
      version: '2.31-9cross4',
      suite: 'bullseye',
      sha256: CROSS_SHA256[architecture]!,
    });
  }),
);
