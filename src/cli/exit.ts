/** How a run of the command line ends, and the errors that end it early. */
export const EXIT = {
  /** The code compiles; reproduced exactly; what was asked for was done. */
  ok: 0,
  doesNotCompile: 1,
  usage: 2,
  /** No verdict that may be believed, or a part that is not here. */
  failed: 3,
  differences: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What was asked for cannot be understood. Exit 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was asked for cannot be done here. Exit 3. `advice` says what to do now. */
export class CannotError extends Error {
  override name = 'CannotError';
  constructor(
    message: string,
    readonly advice = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
