/** Suites the project's recipes name. */
export type Suite =
  | 'bullseye'
  | 'bullseye-security'
  | 'bookworm'
  | 'bookworm-backports'
  | 'bookworm-security'
  | 'trixie'
  | 'trixie-backports'
  | 'trixie-security'
  | 'sid';

/** Debian's names of the machines packages are taken for; amd64 where none is said. */
export type Architecture = 'amd64' | 'ppc64el' | 'arm64' | 's390x' | 'i386';

/** A binary package a recipe wants. Without `version`, the suite's newest. */
export interface PackageRef {
  name: string;
  suite: Suite;
  /** Of a package that is another one for each machine. */
  architecture?: Architecture;
  /**
   * Folder of the archive's pool ("main/g/glibc") a pinned package is taken from with no list of its suite read: the
   * lists of one more machine are as large as everything else that is fetched.
   */
  pool?: string;
  version?: string;
  /** Of the .deb, lower-case hex. */
  sha256?: string;
  /**
   * What the version must begin with when the pinned one is gone ("7.2."), so that a fallback stays the thing it is
   * named after.
   */
  series?: string;
  /** Further suites to look in when the pinned version is gone. */
  alsoIn?: Suite[];
}

export interface FetchedPackage {
  name: string;
  architecture?: Architecture;
  version: string;
  suite: Suite;
  /** Of the .deb, lower-case hex. */
  sha256: string;
  /** The .deb on disk. */
  file: string;
  /** False when the recipe's version was gone and another one came in its place. */
  pinned: boolean;
}

/**
 * Packages cannot be had here: no package client on this system, no mirror known or answering, or no such package.
 * `message` says what to do about it.
 */
export class PackagesUnavailable extends Error {
  override name = 'PackagesUnavailable';
  constructor(
    readonly reason: 'no-client' | 'no-mirror' | 'no-answer' | 'not-found' | 'corrupt',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The suite that carries security updates of `suite`, or whose updates it carries. */
export function twin(suite: Suite): Suite | undefined {
  switch (suite) {
    case 'bullseye':
    case 'bookworm':
    case 'trixie':
      return `${suite}-security`;
    case 'bullseye-security':
      return 'bullseye';
    case 'bookworm-security':
      return 'bookworm';
    case 'trixie-security':
      return 'trixie';
    default:
      return undefined;
  }
}

/** The release a suite builds on: what the dependencies of its packages are found in. */
export function release(suite: Suite): Suite {
  return suite.replace(/-(security|backports)$/, '') as Suite;
}
