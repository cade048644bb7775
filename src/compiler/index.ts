/**
 * compiler: toolchains, command-line rules, the WASI run in a worker, diagnostics, verdicts.
 * Stands on headers and repro; must not know the page (no Svelte, no Monaco) nor any study of many verdicts.
 */
export * from './compiler.ts';
export * from './failure.ts';
export * from './manifest.ts';
export * from './request.ts';
export * from './verdict.ts';
