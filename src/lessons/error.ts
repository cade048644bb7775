/** Why a text is no lesson; the message is for its author. */
export class LessonError extends Error {
  override name = 'LessonError';
  constructor(
    message: string,
    /** 1-based line of the file, where one is to blame. */
    readonly line?: number,
  ) {
    super(line === undefined ? message : `Line ${line}: ${message}`);
  }
}
