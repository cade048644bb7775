/** What the recipes of Debian's own gcc-N-source packages have in common. */
import type { Suite } from '../../../src/setup/index.ts';
import type { GccVersion, SourceEdit, Target } from './model.ts';

export interface DebianGcc {
  version: string;
  target?: Target;
  /** The release whose tarball is in the package, where Debian's patches make another version of it. */
  release?: string;
  suite: Suite;
  packageVersion: string;
  /** Of the .deb. */
  sha256: string;
  /** Of the suite. */
  glibc: string;
  /** Those of debian/rules.patch that change what cc1 says of a C file for the target, without ".diff". */
  patches: string[];
  edits?: SourceEdit[];
}

/** What GCC 9 and later use of zlib beyond what the stand-in declares: to write records nobody asks for here. */
const compressedFiles = `#include <zlib.h>
extern "C"
{
  typedef struct gzFile_s *gzFile;
  gzFile gzopen (const char *, const char *);
  int gzputs (gzFile, const char *);
  int gzprintf (gzFile, const char *, ...);
  int gzclose (gzFile);
  const char *gzerror (gzFile, int *);
}
`;

function declareCompressedFiles(file: string): SourceEdit {
  return {
    name: 'compressed files are declared',
    file,
    find: '#include <zlib.h>\n',
    replace: compressedFiles,
  };
}

/**
 * What a compiler says of options because of the machine and the libraries it was built with. A syntax check never
 * comes to a pass that would need either, so it says what the native compiler says.
 * @param extension of GCC's C++ sources.
 * @param target where it is not x86-64: “native” is only among the processors of the machine a compiler runs on.
 */
function asNativeHas(major: number, extension: string, target: Target | undefined): SourceEdit[] {
  const listsNative = (file: string, include: string): SourceEdit => ({
    name: '“native” is among the processors',
    file,
    find: `#include "${include}"\n`,
    replace: `#include "${include}"\n#undef HAVE_LOCAL_CPU_DETECT\n#define HAVE_LOCAL_CPU_DETECT\n`,
  });
  const options = major < 10 ? 'i386' : 'i386-options';
  return [
    {
      name: 'loop optimisations by isl are not refused',
      file: `gcc/toplev.${extension}`,
      find: '#ifndef HAVE_isl\n  if (flag_graphite',
      replace: '#if 0\n  if (flag_graphite',
    },
    ...(target
      ? []
      : [
          listsNative(`gcc/config/i386/${options}.${extension}`, 'x86-tune-costs.h'),
          listsNative(`gcc/common/config/i386/i386-common.${extension}`, 'flags.h'),
        ]),
  ];
}

/** A warning asks how wide `long` is on the machine the compiler runs on, 32 bits here, where 64 are meant. */
export function warnsAsOn64Bits(extension: string): SourceEdit {
  return {
    name: 'comparisons with complements are warned of as on 64 bits',
    file: `gcc/c-family/c-warn.${extension}`,
    find: 'bits < HOST_BITS_PER_LONG',
    replace: 'bits < HOST_BITS_PER_WIDE_INT',
  };
}

export function debianGcc(facts: DebianGcc): GccVersion {
  const { version, target, release = version, suite, packageVersion, sha256, glibc, patches } = facts;
  const { edits = [] } = facts;
  const major = version.split('.', 1)[0]!;
  const folder = `usr/src/gcc-${major}`;
  const extension = Number(major) < 12 ? 'c' : 'cc';
  return {
    version,
    ...(target && { target }),
    source: { name: `gcc-${major}-source`, suite, version: packageVersion, sha256 },
    tarball: `${folder}/gcc-${release}-dfsg.tar.xz`,
    top: `gcc-${release}`,
    headersVersion: major,
    configureArguments: [
      `--with-pkgversion=Debian ${packageVersion}`,
      `--with-bugurl=file:///usr/share/doc/gcc-${major}/README.Bugs`,
      `--with-glibc-version=${glibc}`,
    ],
    standard: 'gnu++14',
    // The other languages' front ends stay: GCC knows their options and names them in its messages.
    unneeded: [
      ...['gcc/testsuite', 'gcc/ada/*.ad[bs]', 'gcc/doc', 'gcc/po', 'ChangeLog*', 'libstdc++-v3'],
      ...['libsanitizer', 'libgo', 'libphobos', 'libgfortran', 'libgrust', 'libffi', 'libquadmath', 'zlib'],
      // Only C++'s modules need it; it would be configured all the same.
      'libcody',
    ].map((pattern) => `*/${pattern}`),
    patches: { folder: `${folder}/patches`, names: patches.map((name) => `${name}.diff`) },
    edits: [
      declareCompressedFiles('gcc/optinfo-emit-json.cc'),
      ...(Number(major) >= 11 ? [declareCompressedFiles('gcc/analyzer/engine.cc')] : []),
      ...asNativeHas(Number(major), extension, target),
      // GCC 13 and later ask for the width of HOST_WIDE_INT themselves.
      ...(Number(major) < 13 ? [warnsAsOn64Bits(extension)] : []),
      ...edits,
    ],
    slowest: [
      ...['i386.o', 'i386-expand.o', 'i386-builtins.o', 'insn-output.o', 'insn-attrtab.o', 'insn-recog.o'],
      ...['c/c-parser.o', 'fold-const.o', 'gimple-match.o', 'generic-match.o', 'dwarf2out.o', 'tree.o'],
      ...['c-family/c-common.o', 'omp-low.o', 'tree-vect-stmts.o', 'analyzer/region-model.o'],
    ],
  };
}
