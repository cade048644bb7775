/** log: build logs as people post them, the compiler that wrote them, and what of them comes again. */
export { LogTooLargeError, MAX_LOG } from './clean.ts';
export * from './compare.ts';
export { COMPILER_RULES, type CompilerRule, type Family } from './compiler-rules.ts';
export * from './guess.ts';
export { readLog } from './read-log.ts';
export * from './reading.ts';
