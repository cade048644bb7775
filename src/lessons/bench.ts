/** What a lesson is asked with: compiling, reading and measuring, as whoever runs it can do them. */
import type { CompileRequest, HeaderStack, Verdict } from '../compiler/index.ts';
import type { Catalogue, OfferedToolchain } from '../headers/index.ts';
import type { HeaderEdit, Repro } from '../repro/index.ts';
import type { Abi, AbiQuestion } from '../study/index.ts';

export interface Bench {
  readonly catalogue: Catalogue;
  readonly toolchains: readonly OfferedToolchain[];
  /**
   * @throws {RuntimeFailure} when there is no verdict to believe.
   * @throws {HeaderEditError} when an edit of the headers cannot be made.
   */
  verdict(request: CompileRequest): Promise<Verdict>;
  /** A file of a header stack, or undefined where it has none of that path. */
  readFile(stack: HeaderStack, path: string): Promise<Uint8Array | undefined>;
  /** The repro in a share link. */
  openLink(link: string): Promise<Repro>;
  /** Ids of those consumers that compile without the edits and not with them. */
  breaking(edits: readonly HeaderEdit[], consumers: readonly string[]): Promise<string[]>;
  /** What changed between two stops, of the names the consumer uses or of those given. */
  abi(question: AbiQuestion): Promise<Abi>;
}

/** A lesson needs something this site does not have, or does not have yet. */
export class NotHere extends Error {
  override name = 'NotHere';
}
