/**
 * The repro: the one document of the program. Everything the page shows derives from it and from verdicts.
 */
import * as v from 'valibot';

/** By id, and by digest (toolchain) or tree hash (snapshot) once its author has compiled with it. */
export const Ref = v.object({ id: v.string(), hash: v.optional(v.string()) });
export type Ref = v.InferOutput<typeof Ref>;

/** A consumer file by absolute path: the reader's own, or an edited file of the catalogue. */
export const ConsumerFile = v.object({ path: v.string(), text: v.string() });
export type ConsumerFile = v.InferOutput<typeof ConsumerFile>;

export const Repro = v.object({
  schema: v.literal(1),
  title: v.string(),
  note: v.string(),
  toolchain: Ref,
  /** The header stack in order: libc, kernel (or what took its place), project. */
  headers: v.array(Ref),
  consumer: v.object({
    /** Id of a catalogue consumer; the files then hold only what the reader changed or added. */
    catalogue: v.optional(v.string()),
    files: v.array(ConsumerFile),
  }),
  /** The `gcc …` command line as a user writes it, file name included. */
  command: v.string(),
  /** Working directory, absolute. */
  directory: v.string(),
});
export type Repro = v.InferOutput<typeof Repro>;
