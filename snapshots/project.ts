/** A consumer set made from a source package: its files where a build has them, and what they can include. */
import { join } from 'node:path';
import type { Consumer, Snapshot } from '../src/headers/index.ts';
import { type PackageRef, readTree } from '../src/setup/index.ts';
import { reached } from './reached.ts';
import type { ConsumerRecipe, Made, Recipe, RecipeTools } from './recipe.ts';
import { origTarball, type PinnedSource, unpackedParts } from './source.ts';

export interface Project {
  id: string;
  title: string;
  /** Where the source stands in the tree. */
  root: string;
  source: PinnedSource;
  /** Members of the tarball to unpack; all when not given. */
  parts?: readonly string[];
  /** Development packages whose headers the consumers read. */
  libraries?: readonly PackageRef[];
  /** What configure and the like would write, by path in the tree, with the defines the consumers read. */
  written?: Readonly<Record<string, string>>;
  /** Files made by running the project's own generators. */
  generate?: (tools: RecipeTools, source: string) => Promise<ReadonlyMap<string, Uint8Array>>;
  kernelCopies?: NonNullable<Snapshot['kernelCopies']>;
  /** Default header stack without the set itself: libc, kernel. */
  headers: readonly [libc: string, kernel: string];
  /** Paths below `root`, for the consumers and what only macros include. */
  roots: readonly string[];
  notice?: string;
}

const HEADER = /\.(?:h|inc|def|c\.inc|inc\.c)$/;

/** The headers of packages below /usr, links resolved. */
export async function libraryHeaders(tools: RecipeTools, refs: readonly PackageRef[]): Promise<Made> {
  const unpacked = await tools.packages([...refs]);
  const tree = new Map<string, Uint8Array>();
  for (const { folder } of unpacked) {
    const files = await readTree(join(folder, 'usr'), {
      at: '/usr',
      root: folder,
      keep: (path) => (path.endsWith('/') ? !path.startsWith('/usr/share/') : HEADER.test(path)),
    });
    for (const [path, bytes] of files) tree.set(path, bytes);
  }
  return { tree, packages: unpacked.map(({ origin }) => origin) };
}

async function make(project: Project, tools: RecipeTools): Promise<Made> {
  const { root, libraries = [], written = {} } = project;
  const { origin, orig } = await origTarball(project.source, (step) => tools.say(step));
  const folder = await unpackedParts(project.source.name, orig, project.parts);
  const roots = project.roots.map((path) => `${root}/${path}`);
  const wanted = new Set(roots);
  const library = await libraryHeaders(tools, libraries);
  const own = new Map([
    ...library.tree,
    ...(await readTree(folder, {
      at: root,
      root: folder,
      keep: (path) => path.endsWith('/') || HEADER.test(path) || wanted.has(path),
    })),
    ...((await project.generate?.(tools, folder)) ?? []),
  ]);
  for (const [path, text] of Object.entries(written)) own.set(path, new TextEncoder().encode(text));
  const through = await Promise.all(project.headers.map((id) => tools.tree(id)));
  return { tree: reached(own, through, roots), packages: [origin, ...library.packages] };
}

/** @throws nothing: what cannot be had is told by `make`. */
export function projectRecipe(project: Project): Recipe {
  const { id, title, kernelCopies, notice, libraries, generate: _, source, ...inputs } = project;
  return {
    id,
    title,
    family: 'project',
    root: project.root,
    ...(kernelCopies && { kernelCopies }),
    ...(notice !== undefined && { notice }),
    ...(libraries && { wants: [...libraries] }),
    inputs: { ...inputs, libraries, source: { ...source, series: source.series.source } },
    make: (tools) => make(project, tools),
  };
}

/** The kernel stops of consumers that have no derived one of their own. */
export const LINUX_STOPS = ['linux-5.10', 'linux-6.1', 'linux-6.12', 'linux-7.2', 'linux-7.3'];
export const GLIBC_STOPS = ['glibc-2.31', 'glibc-2.36', 'glibc-2.41', 'glibc-2.43'];

/** One consumer of a project. */
export function projectConsumer(
  { id, title, root, headers }: Pick<Project, 'id' | 'title' | 'root' | 'headers'>,
  path: string,
  about: Pick<Consumer, 'command'> &
    Partial<Pick<Consumer, 'clangCommand' | 'directory' | 'timeline' | 'toolchains'>>,
): ConsumerRecipe {
  const file = `${root}/${path}`;
  return {
    id: `${id}/${path}`,
    set: id,
    title: `${title}: ${path}`,
    file,
    directory: file.slice(0, file.lastIndexOf('/')),
    headers: [...headers, id],
    timeline: LINUX_STOPS,
    toolchains: ['gcc-8.3.1', 'clang-22'],
    ...about,
  };
}
