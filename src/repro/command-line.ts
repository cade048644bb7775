/**
 * Command lines as people write them and logs have them: words with shell quotes, in both directions.
 */
import { parse, quote } from 'shell-quote';

/** A command line that names nothing to compile. `advice` says how it should look. */
export class CommandLineError extends Error {
  override name = 'CommandLineError';
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}
