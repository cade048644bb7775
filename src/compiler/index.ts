/**
 * compiler: toolchains, command-line rules, the WASI run in a worker, diagnostics, verdicts.
 * Stands on headers and repro; must not know the page (no Svelte, no Monaco) nor any study of many verdicts.
 * Under Node, `node.ts` beside this file makes the same service without a page.
 */
export * from './compiler.ts';
export * from './diagnostics/fix-its.ts';
export * from './diagnostics/option-urls.ts';
export * from './diagnostics/parse.ts';
export { bytesWithoutColour, type Colour, textInColour, withoutColour } from './driver/colour.ts';
export { type Plan, planCompile } from './driver/plan.ts';
export { type Shaping, shapingOf } from './driver/shaping.ts';
export * from './experiment.ts';
export * from './failure.ts';
export * from './log-repro.ts';
export * from './manifest.ts';
export * from './request.ts';
export * from './retarget.ts';
export * from './sending.ts';
export * from './sent-error.ts';
export { CompilerService, type Hooks, type ServiceOptions } from './service.ts';
export { targetOf } from './target.ts';
export * from './verdict.ts';
export { SDK_VERSION } from './wasi/sdk.ts';
