/** A text of one's own in a link: packed, with its length and checksum. */
import { fromText, MAX_LINK, tooLong, toText } from './alphabet.ts';
import { InvalidLinkError, LinkTooLargeError } from './errors.ts';
import { deflated, inflated, OutputLimitError } from './inflate.ts';

const NO_DICTIONARY = new Uint8Array();

/**
 * @param prefix what stands before it in the fragment, dot included; under the checksum too.
 * @throws {LinkTooLargeError}
 */
export function textToLink(prefix: string, text: string): string {
  const packed = prefix + toText(prefix, deflated(new TextEncoder().encode(text), NO_DICTIONARY));
  if (packed.length > MAX_LINK) throw new LinkTooLargeError(tooLong(packed.length));
  return packed;
}

/**
 * @param packed what stands after the prefix; may go on after its end.
 * @param limit bytes that may come out.
 * @throws {LinkError} when it is cut off, damaged, too large or no text.
 */
export function textOfLink(prefix: string, packed: string, limit: number): string {
  if (packed.length > MAX_LINK) throw new LinkTooLargeError(tooLong(packed.length));
  const bytes = fromText(prefix, packed);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(inflated(bytes, NO_DICTIONARY, limit));
  } catch (error) {
    if (error instanceof OutputLimitError) {
      throw new LinkTooLargeError(
        `This link would unpack to more than ${limit / 1e6} MB: it was not opened.`,
      );
    }
    throw new InvalidLinkError('what it holds cannot be unpacked.');
  }
}
