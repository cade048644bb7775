/**
 * The Debian packages a GCC is built with. They are unpacked into the cache, never installed, so that the result
 * depends on them alone and the machine needs neither compiler nor make: only what every Debian system has.
 */
import type { PackageRef, SourceRef } from '../../src/setup/index.ts';

/** Clang for WASI with its C and C++ libraries, and the shared libraries of its programs. */
const clang: PackageRef[] = [
  {
    name: 'clang-19',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: '89ab931a9bbfd567a76df3141af5d5ec67b01d800150e614f2c9bf4671da9b08',
  },
  {
    name: 'lld-19',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: '416e084363a16a7060eaa6343ed641dfe864b8208c39170ee00a5679e4b486a2',
  },
  {
    name: 'llvm-19',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: 'f91492c5b361ff12f540b9f6145cf638b5e0fb3f145fceabd6c4b9540eab4bf9',
  },
  {
    name: 'libclang-cpp19',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: '5daa784e1d747db320c16604729ffa805e6bfd72d3ac0b7cb0ee5f1a7ebc8aae',
  },
  {
    name: 'libllvm19',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: '6edf3a8b28495cdba883d9760e0dca1a81983fc497a5f989dc64d0d96d23b4aa',
  },
  {
    name: 'libclang-common-19-dev',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: '811c2d398ad772204ec05ffde485cbbc4c210abc5dcf0068ff9ca3e647591ce7',
  },
  {
    name: 'libclang-rt-19-dev-wasm32',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: 'a291d4ae24344016f2e05390a7875c88da6c1e2e48711607454e394604ecc669',
  },
  {
    name: 'libc++-19-dev-wasm32',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: 'e2c3a1ec97f42ff660688e7a435dab7cb785211d9e9559eef86192a218c24ce8',
  },
  {
    name: 'libc++abi-19-dev-wasm32',
    suite: 'bookworm',
    version: '1:19.1.7-3~deb12u1',
    sha256: 'a0835ee4cf44d41ee988e77be30d023134160a80bdea02b03a6a384c3f048e4d',
  },
  {
    name: 'wasi-libc',
    suite: 'bookworm-backports',
    version: '0.0~git20240708.3f43ea9-2~bpo12+1',
    sha256: 'ab95a83896093f1f640f9954a5a64ef8e9635332e56fdbb3ed396aed13fe627f',
  },
  {
    name: 'libbsd0',
    suite: 'bookworm',
    version: '0.11.7-2',
    sha256: 'bb31cc8b40f962a85b2cec970f7f79cc704a1ae4bad24257a822055404b2c60b',
  },
  {
    name: 'libedit2',
    suite: 'bookworm',
    version: '3.1-20221030-2',
    sha256: '1cf14abf2716d3279db12d0657a5737cf70074a1e71d3bdf73206625e3c89ce6',
  },
  {
    name: 'libffi8',
    suite: 'bookworm',
    version: '3.4.4-1',
    sha256: '6d9f6c25c30efccce6d4bceaa48ea86c329a3432abb360a141f76ac223a4c34a',
  },
  {
    name: 'libgcc-s1',
    suite: 'bookworm',
    version: '12.2.0-14+deb12u1',
    sha256: '3016e62cb4b7cd8038822870601f5ed131befe942774d0f745622cc77d8a88f7',
  },
  {
    name: 'libicu72',
    suite: 'bookworm',
    version: '72.1-3+deb12u1',
    sha256: 'f7f6f99c6d7b025914df2447fc93e11d22c44c0c8bdd8b6f36691c9e7ddcef88',
  },
  {
    name: 'liblzma5',
    suite: 'bookworm',
    version: '5.4.1-1+deb12u1',
    sha256: 'f96d8876b53ec89d76a992bc199679b818cf518225a768954d9451fb556a4eb7',
  },
  {
    name: 'libmd0',
    suite: 'bookworm',
    version: '1.0.4-2',
    sha256: '03539fd30c509e27101d13a56e52eda9062bdf1aefe337c07ab56def25a13eab',
  },
  {
    name: 'libstdc++6',
    suite: 'bookworm',
    version: '12.2.0-14+deb12u1',
    sha256: '5cd3171216d4ab0fc911cfe9c35509bf2dd8f47761c43b7f6a4296701551a24d',
  },
  {
    name: 'libtinfo6',
    suite: 'bookworm',
    version: '6.4-4',
    sha256: '072d908f38f51090ca28ca5afa3b46b2957dc61fe35094c0b851426859a49a51',
  },
  {
    name: 'libxml2',
    suite: 'bookworm',
    version: '2.9.14+dfsg-1.3~deb12u6',
    sha256: '4460e39dda10a815881374217cde08474747cfa018358cd8612c14b390eff53b',
  },
  {
    name: 'zlib1g',
    suite: 'bookworm',
    version: '1:1.2.13.dfsg-1',
    sha256: 'd7dd1d1411fedf27f5e27650a6eff20ef294077b568f4c8c5e51466dc7c08ce4',
  },
  {
    name: 'libz3-4',
    suite: 'bookworm',
    version: '4.8.12-3.1',
    sha256: '6221ca25ad5abcfbe1965801029d85a88b4775320384b4b716de8fab7a4d2f7a',
  },
  {
    name: 'libzstd1',
    suite: 'bookworm',
    version: '1.5.4+dfsg2-5',
    sha256: '6315b5ac38b724a710fb96bf1042019398cb656718b1522279a5185ed39318fa',
  },
];

/** make and what GCC's build scripts call; GCC's configure asks the assembler and the linker what they can do. */
const buildTools: PackageRef[] = [
  {
    name: 'm4',
    suite: 'bookworm',
    version: '1.4.19-3',
    sha256: 'b2dd7bfca426712416e651bb5ff6dabe7d05e4caebbac61d714dbe261b31e4c3',
  },
  {
    name: 'flex',
    suite: 'bookworm',
    version: '2.6.4-8.2',
    sha256: 'da3fd55dbb6aff4f7b3187580813e0ef707d0c596402e37c8fd144df60003636',
  },
  {
    name: 'gawk',
    suite: 'bookworm',
    version: '1:5.2.1-2',
    sha256: '9cd63c1b35ff082092c221a23dcb167f72c4d1c3de3a42e11f16181f42ab3b55',
  },
  {
    name: 'make',
    suite: 'bookworm',
    version: '4.3-4.1',
    sha256: 'a1a83af8cbd854af887b72ad196b1f4af58387815e21ced1000253a116a46e2a',
  },
  {
    name: 'binutils-x86-64-linux-gnu',
    suite: 'bookworm',
    version: '2.40-2',
    sha256: '2d7ea8a570d768224d7f2424abbe6f373d2154865a1fa7f56c80d43ecf492521',
  },
  {
    name: 'libbinutils',
    suite: 'bookworm',
    version: '2.40-2',
    sha256: 'fcf55b99e5f8a78f3c8ce9b6957f1024f394cf20c196b100d308a57e43547710',
  },
  {
    name: 'libctf0',
    suite: 'bookworm',
    version: '2.40-2',
    sha256: '3fb7b6f326be3fae4a87a3d33b9269bd06c1e4346a24bd737f265067e3b7427f',
  },
  {
    name: 'libctf-nobfd0',
    suite: 'bookworm',
    version: '2.40-2',
    sha256: 'ef1dfcf22de41ea90ebd3d505447ccccd999e96b85aa777a1d7d981dc3b347aa',
  },
  {
    name: 'libgprofng0',
    suite: 'bookworm',
    version: '2.40-2',
    sha256: 'a3c4092d84f19d13caf90f3c96eec53db8819f0e3a5247434944d71ed75fa53d',
  },
  {
    name: 'libjansson4',
    suite: 'bookworm',
    version: '2.14-2',
    sha256: '3fc9742f9f1a37bcb9931df6074b4d1483419ef832ad5349f47323e75fc27864',
  },
  {
    name: 'libreadline8',
    suite: 'bookworm',
    version: '8.2-1.3',
    sha256: 'e02ebbd3701cf468dbf98d6d917fbe0325e881f07fe8b316150c8d2a64486e66',
  },
  {
    name: 'libsigsegv2',
    suite: 'bookworm',
    version: '2.14-1',
    sha256: '92336a5c47989b82ba4c778adc0ea22fc84450773f2d8428fca4448b0789cfe6',
  },
  {
    name: 'libgmp10',
    suite: 'bookworm',
    version: '2:6.2.1+dfsg1-1.1',
    sha256: '187aedef2ed763f425c1e523753b9719677633c7eede660401739e9c893482bd',
  },
  {
    name: 'libmpfr6',
    suite: 'bookworm',
    version: '4.2.0-1',
    sha256: '37b7a2b4e78890b6a074777f27b96c84f58e81558ba08410c2b6c0ca4a4ad77b',
  },
  {
    name: 'autotools-dev',
    suite: 'bookworm',
    version: '20220109.1',
    sha256: '4d66dcb9c312566f1ca8d46ef0fb06fa4d4786c20b072c81f9d313b64ef981d0',
  },
];

export const toolPackages: PackageRef[] = [...clang, ...buildTools];

/** A C and C++ library of this machine's kind, for the generator programs that GCC builds and runs on the way. */
export const buildMachinePackages: PackageRef[] = [
  {
    name: 'libc6',
    suite: 'bookworm',
    version: '2.36-9+deb12u14',
    sha256: 'ba4f88f73dbc3ae9055f3c20f4523bfdbaf1ad13ff95e258924f77d20b4fbedf',
  },
  {
    name: 'libc6-dev',
    suite: 'bookworm',
    version: '2.36-9+deb12u14',
    sha256: '0218fc2befcd784c1b0c6292c0a137ce89fad054efaa579ad083bee0f2c01aae',
  },
  {
    name: 'libstdc++-12-dev',
    suite: 'bookworm',
    version: '12.2.0-14+deb12u1',
    sha256: 'd28def6c23630432b57cb38a4c2fd67a79d4e0484027386ca6e8d6005c3d7a73',
  },
  {
    name: 'libgcc-12-dev',
    suite: 'bookworm',
    version: '12.2.0-14+deb12u1',
    sha256: 'd720259380a84f2ffc6fe516eff5cbe9c8a005138e8d6a5748747ba4b3404a82',
  },
  {
    name: 'linux-libc-dev',
    suite: 'bookworm',
    version: '6.1.176-1',
    sha256: '8bb258735b9dffbb111da778ebdd024750878e435ffd9dfcadcb6762ede6b4cf',
  },
  {
    name: 'libgcc-s1',
    suite: 'bookworm',
    version: '12.2.0-14+deb12u1',
    sha256: '3016e62cb4b7cd8038822870601f5ed131befe942774d0f745622cc77d8a88f7',
  },
  {
    name: 'libstdc++6',
    suite: 'bookworm',
    version: '12.2.0-14+deb12u1',
    sha256: '5cd3171216d4ab0fc911cfe9c35509bf2dd8f47761c43b7f6a4296701551a24d',
  },
];

/** A library GCC computes constants with. */
export interface Library {
  source: SourceRef;
  /** The tarball among the source package's files. */
  tarball: string;
}

export const libraries: Record<'gmp' | 'mpfr' | 'mpc', Library> = {
  gmp: {
    source: {
      name: 'gmp',
      suite: 'trixie',
      version: '2:6.3.0+dfsg-3',
      sha256: {
        'gmp_6.3.0+dfsg.orig.tar.xz': 'bd2966e6d277f79328e894a5a9f3ba3fbf2ed2be81def5f48623e30c23fb1572',
      },
    },
    tarball: 'gmp_6.3.0+dfsg.orig.tar.xz',
  },
  mpfr: {
    source: {
      name: 'mpfr4',
      suite: 'trixie',
      version: '4.2.2-1',
      sha256: {
        'mpfr4_4.2.2.orig.tar.xz': 'b67ba0383ef7e8a8563734e2e889ef5ec3c3b898a01d00fa0a6869ad81c6ce01',
      },
    },
    tarball: 'mpfr4_4.2.2.orig.tar.xz',
  },
  mpc: {
    source: {
      name: 'mpclib3',
      suite: 'trixie',
      version: '1.3.1-1',
      sha256: {
        'mpclib3_1.3.1.orig.tar.gz': 'ab642492f5cf882b74aa0cb730cd410a81edcdbec895183ce930e706c1c759b8',
      },
    },
    tarball: 'mpclib3_1.3.1.orig.tar.gz',
  },
};

/** For versions whose source package brings patches. Not among the tools, for what it makes is named by them. */
export const patchPackage: PackageRef = {
  name: 'patch',
  suite: 'bookworm',
  version: '2.7.6-7',
  sha256: '8c6d49b771530dbe26d7bd060582dc7d2b4eeb603a20789debc1ef4bbbc4ef67',
};
