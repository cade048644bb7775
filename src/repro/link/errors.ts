/** Why a link does not open; `kind` for the program, the message for the reader. */
export type LinkErrorKind =
  | 'not-a-link'
  | 'truncated'
  | 'damaged'
  | 'newer'
  | 'too-large'
  | 'invalid'
  | 'unknown-consumer'
  | 'original-missing';

export abstract class LinkError extends Error {
  abstract readonly kind: LinkErrorKind;
}

/** There is no share link in the text at all. */
export class NotALinkError extends LinkError {
  override name = 'NotALinkError';
  readonly kind = 'not-a-link';
  constructor() {
    super('There is no share link in this text: a link has #r1. and letters after the address of the page.');
  }
}

export class TruncatedLinkError extends LinkError {
  override name = 'TruncatedLinkError';
  readonly kind = 'truncated';
  /** Characters it has and should have; `wanted` is undefined where not even that could be read. */
  constructor(
    readonly got: number,
    readonly wanted: number | undefined,
  ) {
    super(
      wanted === undefined
        ? 'This link ends right after its beginning: ask its sender for the whole of it.'
        : `This link is cut off: ${got} of ${wanted} characters are there. Copy the whole of it, or ask its sender.`,
    );
  }
}

export class DamagedLinkError extends LinkError {
  override name = 'DamagedLinkError';
  readonly kind = 'damaged';
  constructor() {
    super('This link has been changed on its way: its checksum does not fit. Ask its sender for it again.');
  }
}

export class NewerLinkError extends LinkError {
  override name = 'NewerLinkError';
  readonly kind = 'newer';
  constructor(readonly version: string) {
    super(
      `This link has format ${version}, which a newer version of this program made: open it with that one.`,
    );
  }
}

export class LinkTooLargeError extends LinkError {
  override name = 'LinkTooLargeError';
  readonly kind = 'too-large';
}

/** It came unharmed, but holds no valid repro. */
export class InvalidLinkError extends LinkError {
  override name = 'InvalidLinkError';
  readonly kind = 'invalid';
  constructor(readonly why: string) {
    super(`This link holds no valid repro: ${why}`);
  }
}

export class UnknownConsumerError extends LinkError {
  override name = 'UnknownConsumerError';
  readonly kind = 'unknown-consumer';
  constructor(readonly consumer: string) {
    super(`This link is about ${consumer}, which is not in the catalogue here.`);
  }
}

/** The link tells an edited file against a catalogue text that is not here, or is another one here. */
export class OriginalMissingError extends LinkError {
  override name = 'OriginalMissingError';
  readonly kind = 'original-missing';
  constructor(
    readonly path: string,
    readonly reason: 'absent' | 'other',
  ) {
    super(
      reason === 'absent'
        ? `This link has an edit of ${path}, and that file is not available here.`
        : `This link has an edit of ${path}, and that file is another one here than where the link was made.`,
    );
  }
}
