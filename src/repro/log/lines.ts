/** What a line of a build log is, by itself. */
import type { SaidPlace, Severity } from '../said.ts';
import { SEVERITY_PATTERN, severityOf } from './words.ts';

export type LogLine =
  | { kind: 'blank' }
  | { kind: 'diagnostic'; place?: SaidPlace; severity: Severity; message: string; language: string }
  | { kind: 'function'; file: string; name?: string }
  /** `more` when the chain goes on in the next line. */
  | { kind: 'included'; first: boolean; place: SaidPlace }
  | { kind: 'entering' | 'leaving'; directory: string }
  /** A target the build tool says has failed. */
  | { kind: 'failed'; target: string }
  | { kind: 'command' }
  /** Anything else a build tool or compiler says of itself. */
  | { kind: 'tool' }
  /** The compiler's picture of the source: with a margin, or the line of carets. */
  | { kind: 'margin'; line?: number; text: string }
  | { kind: 'caret' }
  | { kind: 'text' };

const PLACE = String.raw`([^\s:][^:\n]{0,500}|[A-Za-z]:[\\/][^:\n]{1,500}):(\d{1,8})`;
const DIAGNOSTIC = new RegExp(`^${PLACE}(?::(\\d{1,8}))?: ?(${SEVERITY_PATTERN}) ?[:：] ?(.*)$`);
const OWN = new RegExp(
  `^((?:[\\w.+-]+/)*(?:[\\w.]+-)*(?:cc1|cc1plus|gcc|cc|clang|g\\+\\+|clang\\+\\+)(?:-[\\d.]+)?): (${SEVERITY_PATTERN}) ?[:：] ?(.*)$`,
);
/** `file: In function ‘name’:`, in any language: quotes and a colon at the end, and no line number. */
const FUNCTION =
  /^([^\s:][^:\n]{0,500}): ?[^:：\n]{1,60}?['‘»«“„「` ]+([^\s'’»«”“」`]{1,300})['’»«”“」]+[^:：\n]{0,20}[:：]$/;
const TOP_LEVEL =
  /^([^\s:][^:\n]{0,500}): ?(?:At top level|Auf höchster Ebene|Au plus haut niveau|En el nivel principal|На верхнем уровне|在文件作用域|トップレベル)[:：]$/;
const INCLUDED =
  /^(?:In file included from|In Datei, eingebunden von|Dans le fichier inclus depuis|En el fichero incluido desde|In file included from|次のファイルから読み込み:?)\s+([^:\n]{1,500}):(\d{1,8})(?::(\d{1,8}))?[,:：]?$/;
const INCLUDED_MORE =
  /^\s*(?:(?:from|von|depuis|desde|次から読み込み:?)\s+)?([^\s:][^:\n]{0,500}):(\d{1,8})(?::(\d{1,8}))?[,:：]$/;
const MARGIN = /^\s*(?:(\d{1,8})|\+\+\+|[+-])?\s\|(?:\s?(.*))?$/;
const CARET = /^\s*[~^][\s~^|-]*$/;
const ENTERING =
  /^(?:(?:g?make|ninja|mingw32-make)(?:\[\d{1,4}\])?): (?:(Entering|Leaving) directory|(Betreten|Verlassen) (?:von |des )?Verzeichnis(?:ses)?|(?:Verzeichnis) [‘»„"'`](.{1,400}?)[’«“"'] (wird betreten|wird verlassen)) ?(?:[‘'`"»„](.{1,400}?)[’'"«“])?\.?$/;
const FAILED_NINJA = /^FAILED: (?:\[code=\d+\] )?(\S.{0,500})$/;
const FAILED_MAKE =
  /^(?:g?make|mingw32-make)(?:\[\d{1,4}\])?: \*\*\* \[(?:[^\]\n]{1,500}: )?([^\]\s]{1,500})\] \S+ \d+/;
const TOOL =
  /^(?:\[\s*\d+(?:\/\d+|%)\] |ninja: |(?:g?make|mingw32-make)(?:\[\d+\])?: |cmake |-- |\d+ (?:error|warning)s? (?:and \d+ (?:error|warning)s? )?generated|compilation terminated|Kompilierung beendet|compilation terminée|compilación terminada|(?:\S*\/)?(?:cc1|cc1plus|collect2|lto1)(?:\.exe)?: |\s{1,3}(?:CC|LD|AR|AS|GEN|HOSTCC|HDRINST|CALL|CHK|UPD|CXX|CCLD)(?: \[M\])?\s{2,}\S|libtool: |mv -f |depbase=|\+ )/;

/**
 * A compiler's name with an option after it somewhere. Bounded looks: whether it compiles anything is found out
 * by whoever reads its words.
 */
const COMPILER =
  /(?:^|[\s;&|(])((?:[\w./+~-]*\/)?(?:[\w.]+-)*(?:gcc|cc|clang|g\+\+|c\+\+|clang\+\+|icc|tcc)(?:-\d[\d.]*)?(?:\.exe)?)(?=\s+(?:['"]?-|\\$|\S+\.[ciS](?:\s|$)))/;

/** Where in `line` the compiler's name begins, and the name; undefined where there is none. */
export function compilerIn(line: string): { at: number; name: string } | undefined {
  const match = COMPILER.exec(line);
  if (!match) return undefined;
  return { at: match.index + match[0].length - match[1]!.length, name: match[1]! };
}

export function readLine(line: string): LogLine {
  if (line.trim() === '') return { kind: 'blank' };
  const diagnostic = DIAGNOSTIC.exec(line);
  if (diagnostic) {
    const [, file, row, column, word, message] = diagnostic;
    return {
      kind: 'diagnostic',
      place: { file: file!, line: Number(row), column: Number(column ?? 0) },
      ...severityOf(word!)!,
      message: message!,
    };
  }
  const own = OWN.exec(line);
  if (own) return { kind: 'diagnostic', ...severityOf(own[2]!)!, message: own[3]! };
  const included = INCLUDED.exec(line);
  if (included) return { kind: 'included', first: true, place: placeOf(included) };
  const entering = ENTERING.exec(line);
  if (entering) {
    const directory = entering[5] ?? entering[3];
    const leaving =
      entering[1] === 'Leaving' || entering[2] === 'Verlassen' || entering[4] === 'wird verlassen';
    if (directory) return { kind: leaving ? 'leaving' : 'entering', directory };
  }
  const failed = FAILED_NINJA.exec(line) ?? FAILED_MAKE.exec(line);
  if (failed) return { kind: 'failed', target: failed[1]!.trim() };
  // A verbose ninja and libtool put the command behind words of their own.
  if (compilerIn(line) && !MARGIN.test(line)) return { kind: 'command' };
  if (TOOL.test(line)) return { kind: 'tool' };
  const margin = MARGIN.exec(line);
  if (margin) {
    const text = margin[2] ?? '';
    if (CARET.test(text)) return { kind: 'caret' };
    return { kind: 'margin', ...(margin[1] && { line: Number(margin[1]) }), text };
  }
  if (CARET.test(line)) return { kind: 'caret' };
  const top = TOP_LEVEL.exec(line);
  if (top) return { kind: 'function', file: top[1]! };
  const within = FUNCTION.exec(line);
  if (within) return { kind: 'function', file: within[1]!, name: within[2]! };
  const more = INCLUDED_MORE.exec(line);
  if (more) return { kind: 'included', first: false, place: placeOf(more) };
  return { kind: 'text' };
}

function placeOf(match: RegExpExecArray): SaidPlace {
  return { file: match[1]!, line: Number(match[2]), column: Number(match[3] ?? 0) };
}
