/** A log's lines without what carried them: colours, carriage returns, quoting of mails, clocks of CI systems. */

/** Characters of a log, lines of it, and characters of one line that are looked at. */
export const MAX_LOG = 4_000_000;
const MAX_LINES = 100_000;
const MAX_LINE = 64_000;

export class LogTooLargeError extends Error {
  override name = 'LogTooLargeError';
  constructor(length: number) {
    super(
      `This log has ${length.toLocaleString('en')} characters, and at most ${MAX_LOG.toLocaleString('en')} are read: paste the part around the errors.`,
    );
  }
}

const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** Colours and cursor movements; and links around option names, as GCC 10 and later write them. */
const COLOUR = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, 'g');
const HYPERLINK = new RegExp(`${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`, 'g');
/** Colours whose escape character a page or mail has dropped: only such as compilers write. */
const LOST_COLOUR = /\[(?:0?[01];3[0-9]|[01]?;?3[0-9]|0?1|0|0;1;3[0-9])?m(?:\[K)?/g;
const LOST_COLOUR_SIGN = /\[m\[K|\[0?1m\[K|\[0;1;3\dm|\[0m/;

/** What CI systems and `ts` put before each line; tried in turn, several times. */
const CLOCKS: readonly RegExp[] = [
  // `gh run view --log`: job, step, time.
  /^[^\t\n]{1,100}\t[^\t\n]{1,100}\t(?=\d{4}-\d\d-\d\d)/,
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? (?:\d\d[OE]\+? ?)?/,
  /^\[\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\] ?/,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]? /,
  // Docker's builder: step and seconds.
  /^#\d{1,4} \d{1,6}\.\d{1,3} /,
  /^##\[(?:error|warning|debug)\]/,
];

const QUOTE = /^(?: ?>)+ ?/;

/**
 * @throws {LogTooLargeError}
 */
export function cleanLines(log: string): string[] {
  if (log.length > MAX_LOG) throw new LogTooLargeError(log.length);
  const text = log
    .replace(/^\ufeff/, '')
    .replace(HYPERLINK, '')
    .replace(COLOUR, '');
  const lost = LOST_COLOUR_SIGN.test(text);
  return text
    .split(/\r*\n|\r/, MAX_LINES)
    .map((line) =>
      cleanLine(lost ? line.slice(0, MAX_LINE).replace(LOST_COLOUR, '') : line.slice(0, MAX_LINE)),
    );
}

function cleanLine(line: string): string {
  let rest = line.replace(/\u00a0/g, ' ').replace(QUOTE, '');
  for (let round = 0; round < 2; round++) {
    for (const clock of CLOCKS) rest = rest.replace(clock, '');
  }
  return rest.trimEnd();
}
