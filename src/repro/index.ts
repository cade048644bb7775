/**
 * repro: the document and what is said of it: its schema, command lines, later share links, build logs, exports.
 * Pure: knows no DOM, no Svelte, no Node, no compiler and no headers.
 */
export * from './command-line.ts';
export * from './repro.ts';
