/** What a link may leave out, as its maker and its reader are told it: repro itself knows no catalogue. */
import type { Ref, Repro } from '../repro.ts';

/** What a catalogue consumer starts with. Hashes in it do not count. */
export type ConsumerDefaults = Partial<
  Pick<Repro, 'title' | 'note' | 'toolchain' | 'headers' | 'command' | 'directory'>
>;

export interface LinkContext {
  /** Undefined where the catalogue has no such consumer. */
  defaults(consumer: string): ConsumerDefaults | undefined;
  /**
   * The text of a catalogue consumer's file as the header stack has it; undefined where there is none. Without
   * this function edited files are stored whole, and links that have edits of files do not open.
   */
  original?(consumer: string, path: string, headers: readonly Ref[]): Promise<string | undefined>;
}
