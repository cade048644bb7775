/** Whether a consumer can come to read a header at all, by its #include lines: cheap beside a compile. */
import type { HeaderStack } from '../../compiler/index.ts';
import type { StackFiles } from '../blame/view.ts';

const INCLUDE = /^[ \t]*#[ \t]*(?:include|include_next)[ \t]*[<"]([^>"\n]+)[>"]/gm;

/**
 * Include lines of one stack, followed without regard to conditions and search folders: more may be reached than a
 * compile reads, never less but for includes that a macro names.
 */
export class Reach {
  #bySuffix: Promise<Map<string, string[]>> | undefined;
  readonly #includes = new Map<string, string[]>();

  constructor(
    readonly stack: HeaderStack,
    readonly files: StackFiles,
  ) {}

  /** Whether `from` can reach one of `targets`. */
  async reaches(from: string, targets: ReadonlySet<string>): Promise<boolean> {
    const paths = await this.#paths();
    const seen = new Set([from]);
    let wave = [from];
    while (wave.length > 0) {
      if (wave.some((path) => targets.has(path))) return true;
      await this.#read(wave.filter((path) => !this.#includes.has(path)));
      const next = new Set<string>();
      for (const path of wave) {
        for (const name of this.#includes.get(path) ?? []) {
          const last = name.slice(name.lastIndexOf('/') + 1);
          for (const one of paths.get(last) ?? []) {
            if (!seen.has(one) && one.endsWith(`/${name}`)) next.add(one);
          }
        }
      }
      for (const path of next) seen.add(path);
      wave = [...next];
    }
    return false;
  }

  async #read(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const decoder = new TextDecoder('latin1');
    const read = await this.files.readFiles(this.stack, paths);
    for (const path of paths) {
      const text = decoder.decode(read.get(path) ?? new Uint8Array());
      this.#includes.set(
        path,
        [...text.matchAll(INCLUDE)].map(([, name]) => name!.replace(/^(?:\.{1,2}\/)+/, '')),
      );
    }
  }

  #paths(): Promise<Map<string, string[]>> {
    this.#bySuffix ??= this.files.listFiles(this.stack).then((all) => {
      const index = new Map<string, string[]>();
      for (const path of all) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const same = index.get(name);
        if (same) same.push(path);
        else index.set(name, [path]);
      }
      return index;
    });
    return this.#bySuffix;
  }
}
