/** The consumer's files in the reader's hands: typed into, added, closed, renamed. */
import type { Consumer } from '../../headers/index.ts';
import type { ConsumerFile, Repro } from '../../repro/index.ts';
import { MAX_TOTAL } from '../consumer/intake.ts';
import { fileName, folderOf, freeName } from '../consumer/paths.ts';
import type { Notices } from '../shell/notices.svelte.ts';
import type { Origin } from './drafts.ts';
import type { EditorView } from './editor-view.svelte.ts';

/** Pause in typing after which the page compiles, in ms. */
export const TYPING = 600;

/** What holds the files. */
export interface FilesOwner {
  readonly repro: Repro;
  readonly consumer: Consumer | undefined;
  readonly mainPath: string | undefined;
  readonly view: EditorView;
  readonly notices: Notices;
  change(repro: Repro, origin: Origin): void;
  compileSoon(delay: number): void;
  /** The catalogue's text of a consumer's main file; undefined for any other path. */
  original(path: string): Promise<string | undefined>;
}

export class ConsumerFiles {
  readonly #of: FilesOwner;

  constructor(of: FilesOwner) {
    this.#of = of;
  }

  /** Where a new file is put: beside the main file. */
  get folder(): string {
    const { mainPath, repro } = this.#of;
    return mainPath ? folderOf(mainPath) : repro.directory;
  }

  get names(): string[] {
    return this.#of.view.tabs.filter(({ kind }) => kind === 'file').map(({ path }) => fileName(path));
  }

  /** A file of the consumer as it is compiled now; undefined where there is none of that path. */
  async textOf(path: string): Promise<string | undefined> {
    return this.#files.find((file) => file.path === path)?.text ?? this.#of.original(path);
  }

  /** Text typed in the editor. Text equal to `original` (the catalogue's) is no edit. */
  type(path: string, text: string, original: string | undefined): void {
    const files = this.#files;
    const index = files.findIndex((file) => file.path === path);
    if (index >= 0 ? files[index]!.text === text : text === original) return;
    const others = files.reduce((sum, file) => sum + (file.path === path ? 0 : file.text.length), 0);
    if (others + text.length > MAX_TOTAL) {
      this.#of.notices.add({
        tone: 'problem',
        text: `Your files have more than ${MAX_TOTAL / 1e6} MB together: the page may become slow, and cannot keep them.`,
      });
    }
    if (text === original) this.#set(files.filter((file) => file.path !== path));
    else if (index < 0) this.#set([...files, { path, text }]);
    else this.#set(files.with(index, { path, text }));
    this.#of.compileSoon(TYPING);
  }

  /** Takes a text made elsewhere (a fix, an answer) as if it had been typed, and shows it. */
  async put(path: string, text: string): Promise<void> {
    this.type(path, text, await this.#of.original(path));
    this.#of.view.activePath = path;
  }

  reset(path: string): void {
    this.#set(this.#files.filter((file) => file.path !== path));
    this.#of.compileSoon(0);
  }

  add(name: string, text = ''): void {
    const path = `${this.folder}/${name}`;
    this.#set([...this.#files, { path, text }]);
    this.#of.view.activePath = path;
    if (text) this.#of.compileSoon(0);
  }

  /** Adds files under their names, or the nearest that are free, and shows the first. */
  join(taken: readonly { name: string; text: string }[]): void {
    const names = this.names;
    const added = taken.map(({ name, text }) => {
      const free = freeName(name, names);
      names.push(free);
      return { path: `${this.folder}/${free}`, text };
    });
    this.#set([...this.#files, ...added]);
    this.#of.view.activePath = added[0]?.path;
    this.#of.compileSoon(0);
  }

  remove(path: string): void {
    const removed = this.#files.find((file) => file.path === path);
    if (!removed) return;
    this.#set(this.#files.filter((file) => file.path !== path));
    this.#of.notices.add({
      tone: 'info',
      text: `${fileName(path)} closed.`,
      action: {
        label: 'Undo',
        run: () => {
          if (this.#files.some((file) => file.path === path)) return;
          this.#set([...this.#files, removed]);
          this.#of.compileSoon(0);
        },
      },
    });
    this.#of.compileSoon(0);
  }

  rename(path: string, name: string): void {
    const { repro, mainPath, view } = this.#of;
    const renamed = `${folderOf(path)}/${name}`;
    const files = this.#files.map((file) => (file.path === path ? { ...file, path: renamed } : file));
    // The command line names the main file: it goes with it, so that a rename alone breaks nothing.
    const old = fileName(path);
    const command =
      path === mainPath
        ? repro.command
            .split(' ')
            .map((word) => (word === old ? name : word))
            .join(' ')
        : repro.command;
    this.#of.change({ ...repro, command, consumer: { ...repro.consumer, files } }, 'edited');
    if (view.activePath === path) view.activePath = renamed;
    this.#of.compileSoon(0);
  }

  get #files(): ConsumerFile[] {
    return this.#of.repro.consumer.files;
  }

  #set(files: ConsumerFile[]): void {
    const { repro, view } = this.#of;
    view.touch();
    this.#of.change({ ...repro, consumer: { ...repro.consumer, files } }, 'edited');
  }
}
