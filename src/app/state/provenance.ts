/** Which snapshot of a header stack a file comes from, and its text. Lists are asked for once a snapshot. */
import type { Compiler } from '../../compiler/index.ts';
import { type HeaderEdit, plainStack, type Snapshot } from '../../headers/index.ts';
import { DEFAULT_TARGET, isOwnStop } from '../../repro/index.ts';

export interface HeaderFile {
  text: string;
  /** The repro's own edits have changed it. */
  edited: boolean;
  /** The snapshot whose bytes these are; undefined for one the stack does not explain. */
  from: Snapshot | undefined;
  /** The project whose copy of the kernel's headers this is, filled from `from`. */
  copyIn: Snapshot | undefined;
  /** Where `from` has it: another path than the asked one where it is a copy. */
  original: string;
}

export class Provenance {
  readonly #lists = new Map<string, Promise<Set<string>>>();

  /** @param target triplet of the machine whose headers are looked at. */
  constructor(
    readonly compiler: Pick<Compiler, 'readFile' | 'listFiles'>,
    readonly target: () => string = () => DEFAULT_TARGET,
  ) {}

  forget(): void {
    this.#lists.clear();
  }

  /** Undefined when the stack has no such file: it may be the compiler's own. */
  async header(
    stack: readonly Snapshot[],
    path: string,
    edits: readonly HeaderEdit[] = [],
  ): Promise<HeaderFile | undefined> {
    const bytes = await this.read(stack, path, edits);
    if (!bytes) return undefined;
    const text = new TextDecoder().decode(bytes);
    const plain = edits.length ? await this.read(stack, path) : bytes;
    const edited = plain === undefined || new TextDecoder().decode(plain) !== text;
    return { text, edited, ...(await this.owner(stack, path)) };
  }

  read(
    stack: readonly Snapshot[],
    path: string,
    edits: readonly HeaderEdit[] = [],
  ): Promise<Uint8Array | undefined> {
    return this.compiler.readFile({ ...plainStack(stack, edits), target: this.target() }, path);
  }

  /** Later snapshots lie over earlier ones; a project's copy of kernel headers is filled from the kernel stop. */
  async owner(
    stack: readonly Snapshot[],
    path: string,
  ): Promise<Pick<HeaderFile, 'from' | 'copyIn' | 'original'>> {
    for (const project of stack) {
      for (const { from, to } of project.kernelCopies ?? []) {
        if (path !== to && !path.startsWith(`${to}/`)) continue;
        const original = from + path.slice(to.length);
        const kernel = await this.#topmost(
          stack.filter(({ family }) => family === 'linux' || family === 'demo'),
          original,
        );
        if (kernel) return { from: kernel, copyIn: project, original };
      }
    }
    return { from: await this.#topmost(stack, path), copyIn: undefined, original: path };
  }

  async #topmost(stack: readonly Snapshot[], path: string): Promise<Snapshot | undefined> {
    for (const snapshot of [...stack].reverse()) {
      if ((await this.list(snapshot)).has(path)) return snapshot;
    }
    return undefined;
  }

  list(snapshot: Snapshot): Promise<Set<string>> {
    // A stop of the repro's own may be made anew under the same id.
    const own = isOwnStop(snapshot.id) ? JSON.stringify(snapshot.derivedFrom) : snapshot.id;
    const target = this.target();
    const id = `${target} ${own}`;
    let list = this.#lists.get(id);
    if (!list) {
      list = this.compiler.listFiles({ ...plainStack([snapshot]), target }).then((paths) => new Set(paths));
      // A failed load is asked for again next time.
      list.catch(() => this.#lists.delete(id));
      this.#lists.set(id, list);
    }
    return list;
  }
}
