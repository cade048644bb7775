/** What a patch is called: the subject of the mail it came in, else the files it changes. */

/** Characters of a title. */
const LONGEST = 120;

/** Header lines of a mail looked at before its subject is given up. */
const HEADERS = 20_000;

/** A title of one line with nothing hidden in it; never empty. */
export function patchTitle(text: string): string {
  const subject = /^Subject:[ \t]*(.*(?:\r?\n[ \t]+.*)*)/m.exec(text.slice(0, HEADERS))?.[1];
  const words = subject === undefined ? '' : plain(decoded(subject.replace(/\r?\n[ \t]+/g, ' ')));
  // "[PATCH v2 3/7]" and "Re:" say how it was sent.
  const bare = words.replace(/^(?:(?:re|fwd?):\s*|\[[^\]]{0,80}\]\s*)+/i, '');
  return (bare || words || plain(filesOf(text)) || 'a patch').slice(0, LONGEST);
}

function filesOf(text: string): string {
  const names = [...text.matchAll(/^\+\+\+ (?:b\/)?(\S{1,300})/gm)].map(([, name]) =>
    name!.replace(/^.*\//, ''),
  );
  const some = [...new Set(names)];
  if (some.length === 0) return '';
  return some.length > 2 ? `${some[0]} and ${some.length - 1} more patched` : `${some.join(', ')} patched`;
}

function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words of RFC 2047, as mail programs write a subject that is not ASCII. */
function decoded(text: string): string {
  const joined = text.replace(/(\?=)\s+(?==\?)/g, '$1');
  return joined.replace(
    /=\?([\w-]{1,40})\?([bq])\?([^?\s]{0,400})\?=/gi,
    (whole, charset, kind, body: string) => {
      try {
        const bytes =
          kind.toLowerCase() === 'b'
            ? atob(body)
            : body
                .replaceAll('_', ' ')
                .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
        return new TextDecoder(charset).decode(Uint8Array.from(bytes, (unit) => unit.charCodeAt(0)));
      } catch {
        return whole;
      }
    },
  );
}
