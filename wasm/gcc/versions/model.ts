/**
 * What the recipe must know of one GCC version: where its source comes from, and in what it differs from the
 * others. Everything here is data; the steps are the same for all versions.
 */
import type { PackageRef } from '../../../src/setup/index.ts';

/** A small change to a source file: the one place where `find` stands becomes `replace`. */
export interface SourceEdit {
  /** Says in an error message which edit no longer fits. */
  name: string;
  /** Relative to the top of GCC's source. */
  file: string;
  find: string;
  replace: string;
}

/**
 * How the syntax-only module is linked. Names are the linker's (mangled C++). A function that is cut, or whose
 * object is left out, becomes a wasm `unreachable`: reaching one is a trap, never a wrong answer.
 */
export interface LiteLink {
  /** The objects a syntax check needs, as GCC's Makefile names them. The others are neither compiled nor linked. */
  objects: string[];
  /**
   * Functions that begin what a syntax check never does, with their wasm signatures: the result and then the
   * parameters, `v` for none and `i` for 32 bits ("vi": takes one, gives nothing).
   */
  cut: Record<string, string>;
  /** Functions that port/lite.c puts an empty one in place of. */
  emptied: string[];
  /**
   * Variables of the left-out objects that are looked at, or could be, by functions that stay. They are zero in the
   * whole compiler too until the back end runs.
   */
  zeroed: string[];
}

/** Patches of the source package, for what a native Debian compiler of the version has beyond the release. */
export interface PackagePatches {
  /** Their folder in the package. */
  folder: string;
  /** File names, in the order they are applied. Only what concerns the files that were unpacked is applied. */
  names: string[];
}

/** A machine other than x86-64 that a compiler is for. */
export interface Target {
  /** `powerpc64le-linux-gnu`. */
  triplet: string;
  /** Its assembler and linker: GCC's configure asks them what they can do. */
  tools: PackageRef[];
  /** What Debian's compilers for it are configured with, beyond what all are. */
  configureArguments: string[];
}

export interface GccVersion {
  /** "8.3.1". */
  version: string;
  /** Where it is not x86-64. */
  target?: Target;
  /** The binary package that carries GCC's source. */
  source: PackageRef;
  /** The tarball inside that package, and the folder in the tarball that is GCC's top ("." when it has none). */
  tarball: string;
  top: string;
  /** The version in `/usr/lib/gcc/<target>/<this>`: the major one, as Debian does. */
  headersVersion: string;
  /** What native Debian compilers of this version were configured with, and what the source package forces. */
  configureArguments: string[];
  /** Language standard GCC's own C++ is compiled as. */
  standard: string;
  /** Parts of the source that are not needed and not unpacked, as tar patterns. */
  unneeded: string[];
  patches?: PackagePatches;
  edits: SourceEdit[];
  /** Objects that take longest to compile: started first, so that no core waits for one at the end. */
  slowest: string[];
  /** Without it there is the whole compiler alone. */
  lite?: LiteLink;
}
