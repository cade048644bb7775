/** Which page of its manual the compiler names for an option of a diagnostic: asked only when the reader asks. */
import {
  type CompileRequest,
  OPTION_URLS_OPTION,
  OPTION_URLS_SINCE,
  parseOptionUrls,
  type ToolchainState,
  type Verdict,
} from '../../compiler/index.ts';

export class OptionManual {
  readonly #compile: (request: CompileRequest) => Promise<Verdict>;
  /** By toolchain and option. */
  #pages: ReadonlyMap<string, string> = $state.raw(new Map());

  constructor(compile: (request: CompileRequest) => Promise<Verdict>) {
    this.#compile = compile;
  }

  /** Whether a compiler names pages at all. */
  names(toolchain: ToolchainState | undefined): boolean {
    return toolchain?.family === 'gcc' && (toolchain.version?.[0] ?? 0) >= OPTION_URLS_SINCE;
  }

  /** As far as it was asked for. */
  pageOf(toolchain: string, option: string): string | undefined {
    return this.#pages.get(`${toolchain} ${option}`);
  }

  /**
   * Compiles once more, unseen, and gives the page.
   * @throws {RuntimeFailure} when that gives no verdict.
   */
  async look(request: CompileRequest, option: string): Promise<string | undefined> {
    const command = `${request.command} ${OPTION_URLS_OPTION}`;
    const { plain } = await this.#compile({ ...request, command });
    const pages = new Map(this.#pages);
    for (const [named, url] of parseOptionUrls(plain)) pages.set(`${request.toolchain} ${named}`, url);
    this.#pages = pages;
    return this.pageOf(request.toolchain, option);
  }
}
