/**
 * A toolchain's manifest, `generated/toolchains/<id>/manifest.json`, and the list of toolchains with their state,
 * `generated/toolchains.json`. Written by the recipes in wasm/, read by the page and the command line.
 */
import * as v from 'valibot';
import { PackageOrigin } from '../headers/index.ts';

/** A WebAssembly module to fetch; `url` is relative to the manifest and carries the digest. */
export const ModuleRef = v.object({
  url: v.string(),
  /** Raw bytes. */
  size: v.number(),
  sha256: v.string(),
});
export type ModuleRef = v.InferOutput<typeof ModuleRef>;

const Family = v.picklist(['gcc', 'clang']);
/** Major, minor, patch. */
const Version = v.tuple([v.number(), v.number(), v.number()]);

export const ToolchainManifest = v.object({
  format: v.literal(1),
  /** `gcc-8.3.1`, `clang-22`. */
  id: v.string(),
  family: Family,
  /** For people: "GCC 8.3.1". */
  title: v.string(),
  version: Version,
  /** As the compiler prints it. */
  versionText: v.string(),
  target: v.string(),
  module: ModuleRef,
  /** The whole compiler, for what the syntax-only module cannot do: taken up after a trap. */
  fallback: v.optional(ModuleRef),
  /** The compiler's own headers: a pack (src/headers) of absolute paths. */
  headers: v.object({ url: v.string(), size: v.number(), sha256: v.string(), treeHash: v.string() }),
  /** Clang's -resource-dir: the folder of the tree above `include`. GCC has its own compiled in. */
  resourceDirectory: v.optional(v.string()),
  packages: v.array(PackageOrigin),
});
export type ToolchainManifest = v.InferOutput<typeof ToolchainManifest>;

export const ToolchainState = v.object({
  id: v.string(),
  title: v.string(),
  state: v.picklist(['ready', 'building', 'missing', 'failed']),
  /** Of the build, 0–100. */
  percent: v.optional(v.number()),
  /** When the build was last heard of, in ms since 1970. */
  updated: v.optional(v.number()),
  /** What is being done, or how to get it, or why it failed, in a sentence. */
  detail: v.optional(v.string()),
  /** Relative to generated/. Present when ready, as the next three. */
  manifest: v.optional(v.string()),
  family: v.optional(Family),
  version: v.optional(Version),
  /** Of the module, as the manifest has it. */
  sha256: v.optional(v.string()),
});
export type ToolchainState = v.InferOutput<typeof ToolchainState>;
export const ToolchainList = v.object({
  format: v.literal(1),
  toolchains: v.array(ToolchainState),
  /** The state of the header snapshots, while a first start still fetches them. */
  snapshots: v.optional(
    v.object({ state: v.picklist(['ready', 'building', 'failed']), detail: v.optional(v.string()) }),
  ),
});
export type ToolchainList = v.InferOutput<typeof ToolchainList>;
