/**
 * A link's text in whatever it arrived in: a whole URL, a fragment, a mail that quoted and wrapped it, an address
 * bar that percent-encoded it.
 */
import { MAX_LINK } from './alphabet.ts';
import { LinkTooLargeError, NotALinkError } from './errors.ts';

export interface FoundLink {
  /** True for `#embed.`: shown without the page around it. */
  embed: boolean;
  /** `1` of `r1.` */
  version: string;
  /** Characters of the link's alphabet from after the prefix on; may run on past its end. */
  text: string;
}

/** What may stand around a link, beyond the link's own length, before the text is refused unread. */
const MAX_INPUT = MAX_LINK * 2;

/**
 * @throws {NotALinkError} when no prefix is in it.
 * @throws {LinkTooLargeError} when it is too long to be one.
 */
export function findLink(input: string): FoundLink {
  if (input.length > MAX_INPUT) {
    throw new LinkTooLargeError(
      `This text has ${input.length.toLocaleString('en')} characters: too many for a link.`,
    );
  }
  const text = unwrap(input);
  // The address of the page may itself look like a prefix; the fragment's mark goes first.
  const start = /#(embed\.)?r(\d{1,4})\./.exec(text) ?? /^(embed\.)?r(\d{1,4})\./.exec(text);
  if (!start) throw new NotALinkError();
  const rest = text.slice(start.index + start[0].length);
  return { embed: start[1] !== undefined, version: start[2]!, text: /^[A-Za-z0-9_-]*/.exec(rest)![0] };
}

/** Undoes what mail programs and address bars do to a long word. */
function unwrap(input: string): string {
  const decoded = input.includes('%') ? percentDecoded(percentDecoded(input)) : input;
  return (
    decoded
      .replace(/[ \t\v\f\u00a0\u00ad\u200b-\u200d\u2060\ufeff]+/g, '')
      // Quoted-printable's soft line break, and the quoting of the next line with any line break.
      .replace(/=?\r?\n[>|]*/g, '')
      .replace(/\s+/g, '')
  );
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
