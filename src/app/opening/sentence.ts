import type { Verified } from './verification.ts';

/** What the page says of a repro somebody sent. */
export function verifiedSentence(verified: Verified): string {
  switch (verified.kind) {
    case 'exactly':
      return 'Reproduced exactly: the same exit code and the same bytes as its author saw.';
    case 'differences':
      return `Reproduced, with differences. ${verified.what.join(' ')}`;
    case 'cannot':
      return verified.sentence;
    case 'nothing-expected':
      return 'Its author kept nothing to compare with: this is what is seen here.';
    case 'changed':
      return 'You have gone on from what was opened, so its author’s result is no longer compared.';
    case 'pending':
      return 'Compiling what its author compiled, to compare…';
  }
}
