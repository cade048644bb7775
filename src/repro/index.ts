/**
 * repro: the document and what is said of it: its schema, command lines, share links, build logs, exports.
 * Pure: knows no DOM, no Svelte, no Node, no compiler and no headers.
 */
export * from './command-line.ts';
export * from './document.ts';
export * from './expect.ts';
export * from './export/index.ts';
export * from './hash.ts';
export * from './link/index.ts';
export * from './log/index.ts';
export { CURRENT_VERSION } from './migrate.ts';
export { isAbsoluteDirectory, isAbsoluteFile, isPlainText } from './names.ts';
export * from './own-stops.ts';
export * from './paths.ts';
export * from './repro.ts';
export * from './said.ts';
export * from './target.ts';
export * from './verify.ts';
