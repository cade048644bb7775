/** What the editor shows: its tabs, which of them is up, and the place it was last asked to show. */
import type { Verdict } from '../../compiler/index.ts';
import { type Repro, resolvePath } from '../../repro/index.ts';

/** What an editor tab shows: a file of the consumer, or a header of the stack, read-only. */
export interface Tab {
  path: string;
  kind: 'file' | 'header';
}

/** A place the editor is asked to show; `at` makes equal requests distinct. */
export interface Goto {
  path: string;
  line: number;
  /** As the compiler counts: bytes. */
  column: number;
  at: number;
  /** False where the page shows a place by itself: it must not take the keyboard away. */
  focus: boolean;
}

export class EditorView {
  activePath: string | undefined = $state();
  goto: Goto | undefined = $state.raw();
  #headers: string[] = $state.raw([]);
  #gotoCount = 0;
  /** Until the reader does something in it, a consumer just opened scrolls to its first error by itself. */
  #untouched = true;
  readonly #of: { readonly repro: Repro; readonly mainPath: string | undefined };

  readonly tabs: Tab[] = $derived.by(() => {
    const main = this.#of.mainPath;
    const files = this.#of.repro.consumer.files.map(({ path }) => path).filter((path) => path !== main);
    return [
      ...(main ? [main] : []).concat(files).map((path) => ({ path, kind: 'file' }) as const),
      ...this.#headers.map((path) => ({ path, kind: 'header' }) as const),
    ];
  });
  readonly active: Tab | undefined = $derived.by(
    () => this.tabs.find(({ path }) => path === this.activePath) ?? this.tabs[0],
  );

  constructor(of: { readonly repro: Repro; readonly mainPath: string | undefined }) {
    this.#of = of;
  }

  openHeader(path: string): void {
    this.touch();
    if (!this.tabs.some((tab) => tab.path === path)) this.#headers = [...this.#headers, path];
    this.activePath = path;
  }

  closeHeader(path: string): void {
    this.#headers = this.#headers.filter((open) => open !== path);
  }

  /** Shows a place the compiler named: in the consumer's tab, or in the header, opened for it. */
  show(path: string, line: number, column: number): void {
    if (this.tabs.some((tab) => tab.path === path)) this.activePath = path;
    else this.openHeader(path);
    this.touch();
    this.goto = { path, line, column, at: ++this.#gotoCount, focus: true };
  }

  /** The reader did something here: the view stays where it is. */
  touch(): void {
    this.#untouched = false;
  }

  /** Scrolls a consumer just opened to the first error in it. */
  revealFirst(verdict: Verdict): void {
    if (!this.#untouched) return;
    const { mainPath, repro } = this.#of;
    const place = verdict.diagnostics
      .map((diagnostic) => diagnostic.place)
      .find((candidate) => candidate && resolvePath(repro.directory, candidate.file) === mainPath);
    if (!place || !mainPath) return;
    this.touch();
    this.goto = {
      path: mainPath,
      line: place.line,
      column: place.column,
      at: ++this.#gotoCount,
      focus: false,
    };
  }

  /** Another consumer is taken up. */
  begin(): void {
    this.#headers = [];
    this.activePath = undefined;
    this.goto = undefined;
    this.#untouched = true;
  }
}
