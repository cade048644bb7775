/** Lines about long work: on a terminal one line that is rewritten, elsewhere a line when something new is said. */

const out = process.stdout;

/** How often a log that is not a terminal hears of the same step again, in ms. */
const quiet = 20_000;

export class ProgressLine {
  #shown = '';
  #step = '';
  #at = 0;

  /** Says where `what` stands; `percent` in 0–100 when known. */
  update(what: string, percent?: number): void {
    const line = percent === undefined ? what : `${what} ${Math.floor(percent)} %`;
    if (out.isTTY) {
      out.write(`\r${line.padEnd(this.#shown.length)}`);
      this.#shown = line;
    } else if (what !== this.#step || Date.now() - this.#at > quiet) {
      out.write(`${line}\n`);
      this.#step = what;
      this.#at = Date.now();
    }
  }

  /** Ends the line with what came of it. */
  done(line: string): void {
    if (out.isTTY && this.#shown) out.write(`\r${line.padEnd(this.#shown.length)}\n`);
    else out.write(`${line}\n`);
    this.#shown = '';
    this.#step = '';
  }
}
