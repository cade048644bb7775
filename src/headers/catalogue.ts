/**
 * What a built site has to offer, as `generated/catalogue.json` says it: snapshots, derived snapshots, consumer
 * sets and the consumers in them. Written by the recipes in snapshots/, read by the page and the command line.
 */
import * as v from 'valibot';

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.+-]*$/));
const AbsolutePath = v.pipe(v.string(), v.regex(/^\/[^\0]*$/));

/** Where a package came from. `pinned` is false when the recipe's version was gone and the suite's newest came. */
export const PackageOrigin = v.object({
  name: v.string(),
  version: v.string(),
  suite: v.string(),
  sha256: Sha256,
  pinned: v.boolean(),
});
export type PackageOrigin = v.InferOutput<typeof PackageOrigin>;

/**
 * A change to a header by the name it declares (`NAME`, or `struct NAME` and the like). `reserve` keeps name and
 * value or layout and marks it reserved; `restore` puts back what the base snapshot of the stack has.
 */
export const NameEdit = v.object({
  kind: v.picklist(['remove', 'reserve', 'restore']),
  name: v.string(),
  /** Of `remove`: leaves a comment that the number (or name) is taken. Nothing when absent. */
  leave: v.optional(v.picklist(['nothing', 'number'])),
});
export const PatchEdit = v.object({ kind: v.literal('patch'), patch: v.string() });
export const HeaderEdit = v.variant('kind', [NameEdit, PatchEdit]);
export type NameEdit = v.InferOutput<typeof NameEdit>;
export type HeaderEdit = v.InferOutput<typeof HeaderEdit>;

/** A file of a snapshot, as bytes to fetch. `base` is the snapshot a delta pack is told against. */
export const PackRef = v.object({
  /** Relative to the folder of the catalogue; carries the digest in its name, so it may be cached for ever. */
  url: v.string(),
  /** Bytes on the wire (the pack is compressed in itself). */
  size: v.number(),
  sha256: Sha256,
  base: v.optional(Id),
});

/** What is another one for each target, of a snapshot that is told by one id for all. */
const ForTarget = v.object({
  treeHash: Sha256,
  files: v.number(),
  /** Unpacked bytes. */
  bytes: v.number(),
  /** Told against the snapshot itself. */
  pack: PackRef,
  packages: v.array(PackageOrigin),
  notice: v.optional(v.string()),
});

/** Its tree and packages are those for x86-64; `targets` has the other machines'. */
export const Snapshot = v.object({
  id: Id,
  /** As on the timeline: "Linux 5.10", "nvlink2 removed", "glibc 2.31". */
  title: v.string(),
  family: v.picklist(['linux', 'glibc', 'project', 'demo']),
  treeHash: Sha256,
  files: v.number(),
  /** Unpacked bytes. */
  bytes: v.number(),
  pack: PackRef,
  packages: v.array(PackageOrigin),
  /** For a derived snapshot: from which one, by which edits. It takes the place of that one in a stack. */
  derivedFrom: v.optional(v.object({ id: Id, edits: v.array(HeaderEdit) })),
  /** A sentence a reader should see: a fallback version, a label such as "5.13 merge window, before rc1". */
  notice: v.optional(v.string()),
  /**
   * A project that carries its own copy of the kernel's UAPI headers: each file below `to` is replaced by the file
   * of the same relative path below `from` of the stack's kernel snapshot, where that has one. Both may also name
   * one file.
   */
  kernelCopies: v.optional(v.array(v.object({ from: AbsolutePath, to: AbsolutePath }))),
  /** Where a project's source stands. */
  root: v.optional(AbsolutePath),
  /** By triplet (`powerpc64le-linux-gnu`). A target that is not here has the headers of x86-64. */
  targets: v.optional(v.record(v.string(), ForTarget)),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;

/** One C file of a consumer set, with everything needed to compile it. */
export const Consumer = v.object({
  /** Set and path: `qemu-5.2/hw/vfio/pci-quirks.c`. */
  id: v.string(),
  /** Id of the `project` (or `demo`) snapshot that holds the file. */
  set: Id,
  title: v.string(),
  /** Where the file stands in the tree. */
  file: AbsolutePath,
  directory: AbsolutePath,
  /** The `gcc …` line as its author wrote it. */
  command: v.string(),
  /** The line for Clang, where the project's own configure gives Clang other options than GCC. */
  clangCommand: v.optional(v.string()),
  /** Default header stack, in order: libc, kernel, project. */
  headers: v.array(Id),
  /** The stops of its timeline, in order: snapshots that can take the kernel's place in the stack. */
  timeline: v.array(Id),
  /** Toolchain ids it may be compiled with by default, best first. */
  toolchains: v.array(Id),
});
export type Consumer = v.InferOutput<typeof Consumer>;

/** The command line of a consumer for a toolchain, by the toolchain's id. */
export function commandOf(consumer: Pick<Consumer, 'command' | 'clangCommand'>, toolchain: string): string {
  return (toolchain.startsWith('clang') ? consumer.clangCommand : undefined) ?? consumer.command;
}

/** The families that have an index of what they declare, in the order they are asked. */
export const DECLARED_FAMILIES = ['linux', 'glibc', 'qemu'] as const;
export type DeclaredFamily = (typeof DECLARED_FAMILIES)[number];

/**
 * The index of all that a family's snapshots declare, as bytes to fetch when somebody asks. Of a project the paths are
 * relative to its source, because that stands elsewhere in every version.
 */
export const DeclaredRef = v.object({
  family: v.picklist(DECLARED_FAMILIES),
  /** Relative to the folder of the catalogue; carries the digest. */
  url: v.string(),
  size: v.number(),
  sha256: Sha256,
});
export type DeclaredRef = v.InferOutput<typeof DeclaredRef>;

export const Catalogue = v.object({
  format: v.literal(1),
  snapshots: v.array(Snapshot),
  consumers: v.array(Consumer),
  /** Absent while snapshots are still missing. */
  declared: v.optional(v.array(DeclaredRef)),
});
export type Catalogue = v.InferOutput<typeof Catalogue>;

/**
 * Reads a catalogue that came over the wire.
 * @throws {v.ValiError} when it has another shape.
 */
export function parseCatalogue(json: unknown): Catalogue {
  return v.parse(Catalogue, json);
}
