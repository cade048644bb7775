/** What is compiled on both sides. */

export interface OracleCase {
  /** What the report and a failing test call it. */
  name: string;
  /** The compiler's own arguments, the file last. */
  args: string[];
  /** Absolute, in the tree. */
  directory: string;
  /** Beyond the locale. */
  env?: Record<string, string>;
  /** What decides the text that is compiled, where the name and the headers do not: any string. */
  text?: string;
}

/** What is compiled in one tree. */
export interface Batch {
  /** Ids of the snapshots in the tree. */
  headers: readonly string[];
  cases: OracleCase[];
  /** Lays the tree out: the folder that is "/" for both compilers, which the caller removes. */
  lay(): Promise<string>;
}

export interface Corpus {
  id: 'gcc-tests' | 'consumers' | 'uapi' | 'csmith' | 'limits';
  title: string;
  /**
   * Laid out one after the other.
   * @param share of the corpus to take: 1 is all of it.
   */
  batches(subject: Subject, share: number): AsyncIterable<Batch>;
}

/** The toolchain under test. */
export interface Subject {
  /** `gcc-12.2.0`; of Clang with its target, where that is not x86-64: `clang-22-aarch64-linux-gnu`. */
  id: string;
  family: 'gcc' | 'clang';
  /** Of Clang. */
  resourceDirectory?: string | undefined;
  version: readonly [number, number, number];
  /** `x86_64-linux-gnu`. */
  target: string;
}

/** About `share` of a list, spread evenly over it; the same ones every time. */
export function sample<T>(all: readonly T[], share: number): T[] {
  const step = 1 / share;
  if (share >= 1) return [...all];
  return Array.from({ length: Math.ceil(all.length * share) }, (_, index) => all[Math.floor(index * step)]!);
}
