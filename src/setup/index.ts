/**
 * setup: what a clone fetches and where it keeps it: the cache folder, Debian's packages, trees laid out on disk.
 * Node only. Never needs root, never changes the reader's system, and knows no page and no compiler.
 */
export * from './cache.ts';
export * from './debian/dependencies.ts';
export * from './debian/fetch.ts';
export * from './debian/model.ts';
export * from './debian/source.ts';
export * from './debian/unpack.ts';
export * from './lock.ts';
export * from './trees.ts';
