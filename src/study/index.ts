/**
 * study: questions over many verdicts. Stands on compiler, headers and repro; knows no page, no Node, and compiles
 * nothing by itself: what has to be compiled it asks of its caller.
 */
export * from './beside.ts';
