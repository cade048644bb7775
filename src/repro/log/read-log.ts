/**
 * Reads a build log: which files were compiled, by which command and where, and what the compiler said of each.
 * The log may come from make or ninja, a CI page or a mail, several compiles may be mixed in it.
 */
import type { SaidPlace } from '../said.ts';
import { cleanLines } from './clean.ts';
import { type LoggedCommand, readCommand } from './command.ts';
import { type LogLine, readLine } from './lines.ts';
import type { LogDiagnostic, LogReading, LogUnit } from './reading.ts';
import { unwrapped } from './unwrap.ts';

/** Files of one log beyond which no more are told apart. */
const MAX_UNITS = 2_000;
const MAX_DIAGNOSTICS = 20_000;
/** Commands whose words are looked at. */
const MAX_COMMANDS = 3_000;

const OPTION = / ?\[(?:-Werror,)?(-[^\]\s]+)\]$/;

/**
 * @throws {LogTooLargeError} above 4 million characters.
 */
export function readLog(log: string): LogReading {
  const lines = unwrapped(cleanLines(log)).flatMap(apart);
  return { units: new Reader(lines).read(), lines };
}

/** Two compilers writing at once may leave the beginning of one line before the other's whole line. */
function apart(line: string): string[] {
  const mixed = /^(In file included from )(?=[^\s:][^:]*:\d+:\d+: (?:fatal error|error|warning|note): )/.exec(
    line,
  );
  return mixed ? [line.slice(mixed[0].length)] : [line];
}

class Reader {
  readonly #units: LogUnit[] = [];
  /** The latest unit of each source, and the latest with a diagnostic about each file. */
  readonly #bySource = new Map<string, LogUnit>();
  readonly #byFile = new Map<string, LogUnit>();
  readonly #failed = new Set<string>();
  readonly #directories: string[] = [];
  #current: LogUnit | undefined;
  #chain: SaidPlace[] = [];
  #function: { file: string; name?: string } | undefined;
  #count = 0;
  #commands = 0;

  constructor(readonly lines: readonly string[]) {}

  read(): LogUnit[] {
    for (let at = 0; at < this.lines.length; at++) {
      const line = readLine(this.lines[at]!);
      switch (line.kind) {
        case 'entering':
          this.#directories.push(line.directory);
          break;
        case 'leaving':
          if (this.#directories.includes(line.directory)) {
            this.#directories.splice(this.#directories.lastIndexOf(line.directory), 1);
          }
          break;
        case 'failed':
          this.#failed.add(line.target);
          break;
        case 'command': {
          const command = this.#commands++ < MAX_COMMANDS ? readCommand(this.lines[at]!) : undefined;
          if (command) this.#compile(command);
          break;
        }
        case 'included':
          if (line.first) this.#chain = [];
          this.#chain.push(line.place);
          break;
        case 'function':
          this.#function = line;
          break;
        case 'diagnostic':
          at = this.#diagnostic(line, at);
          break;
      }
    }
    for (const unit of this.#units) {
      unit.failed ||=
        unit.diagnostics.some(({ severity }) => severity === 'error' || severity === 'fatal error') ||
        (unit.object !== undefined && this.#failed.has(unit.object));
    }
    return this.#units.filter((unit) => unit.command !== undefined || unit.diagnostics.length > 0);
  }

  #compile(command: LoggedCommand): void {
    const outer = this.#directories.at(-1);
    const directory =
      command.directory === undefined || outer === undefined || command.directory.startsWith('/')
        ? (command.directory ?? outer)
        : `${outer}/${command.directory}`;
    // libtool and verbose build tools show a command twice before it runs: the last one is what ran.
    const before = this.#units.at(-1);
    const again =
      before?.source === command.source && before.directory === directory && before.diagnostics.length === 0;
    if (again) this.#units.pop();
    this.#current = this.#add({
      source: command.source,
      command: command.command,
      ...(command.object !== undefined && { object: command.object }),
      ...(directory !== undefined && { directory }),
      failed: false,
      diagnostics: [],
    });
    this.#chain = [];
    this.#function = undefined;
  }

  #add(unit: LogUnit): LogUnit {
    if (this.#units.length >= MAX_UNITS) return this.#units.at(-1)!;
    this.#units.push(unit);
    this.#bySource.set(plainPath(unit.source), unit);
    return unit;
  }

  /** Takes the diagnostic at line `at` with the picture beneath it; gives the last line that was part of it. */
  #diagnostic(head: Extract<LogLine, { kind: 'diagnostic' }>, at: number): number {
    const option = OPTION.exec(head.message);
    const diagnostic: LogDiagnostic = {
      severity: head.severity,
      message: option ? head.message.slice(0, option.index) : head.message,
      ...(option && { option: option[1]!.replace(/^-Werror=/, '-W') }),
      ...(head.place && { place: head.place }),
      language: head.language,
      includedFrom: this.#chain,
      fixIts: [],
    };
    if (head.place && this.#function?.file === head.place.file && this.#function.name !== undefined) {
      diagnostic.inFunction = this.#function.name;
    }
    this.#chain = [];
    const last = this.#picture(diagnostic, at);
    if (this.#count++ < MAX_DIAGNOSTICS) {
      const unit = this.#unitOf(diagnostic);
      unit.diagnostics.push(diagnostic);
      for (const { file } of [...diagnostic.includedFrom, ...(head.place ? [head.place] : [])]) {
        this.#byFile.set(file, unit);
      }
    }
    return last;
  }

  #picture(diagnostic: LogDiagnostic, at: number): number {
    const line = (offset: number) => this.lines[at + offset] ?? '';
    const kind = (offset: number) => readLine(line(offset));
    const first = kind(1);
    if (first.kind === 'margin') {
      diagnostic.margin = true;
      let offset = 1;
      for (let next: LogLine = first; offset < 40; next = kind(++offset)) {
        if (next.kind === 'caret' && line(offset).includes('~')) diagnostic.underlined = true;
        if (next.kind === 'margin' && next.line !== undefined) diagnostic.source ??= next.text;
        else if (next.kind === 'margin' && next.text.trim()) diagnostic.fixIts.push(next.text.trim());
        else if (next.kind !== 'caret' && next.kind !== 'margin') break;
      }
      return at + offset - 1;
    }
    const second = kind(2);
    if (first.kind === 'blank' || second.kind !== 'caret' || !isSource(first)) return at;
    diagnostic.margin = false;
    diagnostic.source = line(1);
    if (line(2).includes('~')) diagnostic.underlined = true;
    if (!this.#isFixIt(line(2), line(3))) return at + 2;
    diagnostic.fixIts.push(line(3).trim());
    return at + 3;
  }

  /**
   * Below the carets a replacement stands under the first of them; where a mail has eaten the blanks, whatever is
   * short enough to be one and is nothing else.
   */
  #isFixIt(carets: string, next: string): boolean {
    if (readLine(next).kind !== 'text') return false;
    const column = carets.search(/[~^]/);
    if (column > 0) return next.search(/\S/) >= Math.min(column, 1);
    return /^\S+(?: \S+){0,3}$/.test(next) && next.length <= 200;
  }

  /** The compile a diagnostic belongs to: that of the file which includes, at last, the place it is about. */
  #unitOf({ severity, place, includedFrom }: LogDiagnostic): LogUnit {
    const root = includedFrom.at(-1)?.file ?? place?.file;
    if (root === undefined) return this.#current ?? this.#unknown('(unknown)');
    const named = this.#bySource.get(plainPath(root));
    if (named) {
      this.#current = named;
      return named;
    }
    // A note follows what it is a note of; a header is told without the chain a second time.
    if (severity === 'note' && this.#current && isHeader(root)) return this.#current;
    const touched = this.#byFile.get(root);
    if (touched && isHeader(root)) return touched;
    if (this.#current && isHeader(root)) return this.#current;
    this.#current = this.#unknown(root);
    return this.#current;
  }

  #unknown(source: string): LogUnit {
    const directory = this.#directories.at(-1);
    return this.#add({
      source,
      ...(directory !== undefined && { directory }),
      failed: false,
      diagnostics: [],
    });
  }
}

function isSource(line: LogLine): boolean {
  return line.kind === 'text' || line.kind === 'command' || line.kind === 'tool' || line.kind === 'included';
}

function isHeader(file: string): boolean {
  return !/\.(?:c|i|S|cc|cpp|cxx|C)$/.test(file) || /\.inc(?:\.c)?$/.test(file);
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}
