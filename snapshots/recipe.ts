/** What a recipe says of a snapshot, and what the builder gives it to make one. */
import type {
  CGrammar,
  Consumer,
  FileTree,
  HeaderEdit,
  PackageOrigin,
  Snapshot,
} from '../src/headers/index.ts';
import type { PackageRef } from '../src/setup/index.ts';

export interface Made {
  tree: FileTree;
  packages: PackageOrigin[];
  /** A sentence a reader should see beside what the recipe says. */
  notice?: string;
}

/** Where a recipe gets things from. */
export interface RecipeTools {
  /** Fetched and unpacked packages: their origins and the folders they lie in, in the order asked for. */
  packages(refs: PackageRef[]): Promise<{ origin: PackageOrigin; folder: string }[]>;
  /** Another recipe's tree. */
  tree(id: string): Promise<FileTree>;
  /** Another recipe's packages. */
  origins(id: string): Promise<PackageOrigin[]>;
  grammar(): Promise<CGrammar>;
  /** A sentence about what is going on. */
  say(step: string): void;
}

export interface Recipe {
  id: string;
  title: string;
  family: Snapshot['family'];
  /** The recipe whose tree this one's pack is told against: the nearest relative. */
  base?: string;
  derivedFrom?: { id: string; edits: HeaderEdit[] };
  /** It is no snapshot of its own, but what another one is for a target (a triplet). */
  forTarget?: { of: string; target: string };
  notice?: string;
  kernelCopies?: Snapshot['kernelCopies'];
  /** Where a project's source stands. */
  root?: string;
  /** Packages it will ask for, so that those of all recipes can be fetched at once. */
  wants?: PackageRef[];
  /** Needs nothing but what npm installs. */
  builtIn?: boolean;
  /** Everything else the result depends on, for the digest: package pins, versions, file contents. */
  inputs: unknown;
  make(tools: RecipeTools): Promise<Made>;
}

/** A consumer set's files in the catalogue; offered when all snapshots they name are there. */
export type ConsumerRecipe = Consumer;
