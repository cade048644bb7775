/**
 * headers: snapshots, packs, header stacks, edits by name, and where a name is declared.
 * Pure but for loading packs: knows no DOM, no Svelte, no Node, no compiler.
 */

export * from './bytes.ts';
export * from './catalogue.ts';
export * from './declarations.ts';
export * from './declared.ts';
export * from './edits.ts';
export * from './lay-edits.ts';
export * from './load.ts';
export * from './log-consumer.ts';
export * from './own-stops.ts';
export * from './pack.ts';
export * from './stack.ts';
export * from './starting.ts';
export * from './target.ts';
export * from './tree.ts';
