/** The kinds of lines GCC and Clang begin a diagnostic, or the way to one, with. */
import type { Place, Severity } from '../verdict.ts';

export interface Head {
  severity: Severity;
  message: string;
  option?: string;
  place?: Place;
}

const KINDS = 'fatal error|internal compiler error|sorry, unimplemented|error|warning|note|remark';
/** `file:5:3: error: …`, `file:5: error: …`; lazily, so that a colon in the message is not taken for the place's. */
const AT_PLACE = new RegExp(`^(\\S.*?):(\\d+):(?:(\\d+):)? (${KINDS}): (.*)$`);
/** `cc1: error: …`, `clang: warning: …`, `file.c: fatal error: …`. */
const OF_ITSELF = new RegExp(`^(?:\\S[^:]*: )?(${KINDS}): (.*)$`);
/** `[-Wname]`; made an error, `[-Werror=name]` (GCC) or `[-Werror,-Wname]` (Clang). */
const OPTION = / \[(?:-Werror,)?(-[^\]\s]+)\]$/;

const SEVERITIES: Record<string, Severity> = {
  'fatal error': 'fatal error',
  'internal compiler error': 'fatal error',
  'sorry, unimplemented': 'error',
  error: 'error',
  warning: 'warning',
  note: 'note',
  remark: 'note',
};

/** The first line of a diagnostic, or undefined. */
export function readHead(line: string): Head | undefined {
  const placed = AT_PLACE.exec(line);
  const match = placed ?? OF_ITSELF.exec(line);
  if (!match) return undefined;
  const [kind, rest] = match.slice(-2) as [string, string];
  const option = OPTION.exec(rest);
  const head: Head = {
    severity: SEVERITIES[kind]!,
    message: option ? rest.slice(0, option.index) : rest,
  };
  if (option) head.option = option[1]!.replace(/^-Werror=/, '-W');
  if (placed) {
    head.place = { file: placed[1]!, line: Number(placed[2]), column: Number(placed[3] ?? 0) };
  }
  return head;
}

/** `In file included from a.h:3,` (GCC, innermost first) or `…:3:` again and again (Clang, outermost first). */
export function readIncludedFrom(line: string): (Place & { begins: boolean }) | undefined {
  const match = /^(In file included| {2,}) ?from (.+?):(\d+)(?::(\d+))?[,:]$/.exec(line);
  if (!match) return undefined;
  return {
    file: match[2]!,
    line: Number(match[3]),
    column: Number(match[4] ?? 0),
    begins: match[1]!.startsWith('In'),
  };
}

/** `file.c: In function ‘f’:` gives `f`, `file.c: At top level:` gives ''. */
export function readContext(line: string): string | undefined {
  const inside = /^(?:\S.*: )?In (?:[a-z ]+ )?[‘'](.+)[’'][:,]$/.exec(line);
  if (inside) return inside[1]!;
  return /^\S.*: At top level:$/.test(line) ? '' : undefined;
}

/** Lines that end a compile and belong to no diagnostic. */
export function isClosing(line: string): boolean {
  return /^(?:compilation terminated(?: due to .*)?\.|\d+ (?:warning|error)s?(?: and \d+ errors?)? generated\.|cc1: (?:all|some) warnings being treated as errors|Please submit a full bug report.*)$/.test(
    line,
  );
}
