/**
 * Layouts and values as the compiler itself tells them: of names at a stop for a target (`layoutsOf`), compared
 * between two (`compareLayouts`, `abiOf`), in words (`changeSentence`) and as pieces to draw (`piecesOf`). There are
 * no layout rules here: every size, offset and value is what Clang printed for a probe.
 */
export * from './abi.ts';
export { type Compile, type LayoutQuestion, layoutsOf } from './ask.ts';
export * from './compare.ts';
export { earlierStack } from './earlier.ts';
export * from './layout.ts';
export { type Piece, paddingOf, piecesOf } from './pieces.ts';
export { type Asked, isAskable } from './probe.ts';
export type { Evidence, GrowthContext, Protocol } from './protocol.ts';
export * from './table.ts';
export * from './target.ts';
export { type Uses, usesOf } from './uses.ts';
export * from './words.ts';
