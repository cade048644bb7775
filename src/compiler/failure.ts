/**
 * A failure of the runtime: the compiler did not get to say anything that may be believed. Never a verdict.
 */
export type FailureKind =
  | 'not-isolated'
  | 'sdk-missing'
  | 'module-missing'
  | 'module-corrupt'
  | 'headers-missing'
  | 'headers-corrupt'
  | 'self-test'
  | 'trap'
  | 'out-of-memory'
  | 'time-out'
  | 'cancelled'
  | 'silent'
  | 'output-too-large'
  | 'input-too-large'
  | 'crash';

/** `message` says what happened and to what; `advice` what to do now. Both are for people. */
export class RuntimeFailure extends Error {
  override name = 'RuntimeFailure';
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
