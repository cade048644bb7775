export { type Constant, constantOf } from './declared/constant.ts';
export { decodeIndex } from './declared/decode.ts';
export { encodeIndex } from './declared/encode.ts';
export { IndexCorrupt } from './declared/format.ts';
export { type Gathered, gather, type RowCache } from './declared/gather.ts';
export { type Declared, DeclaredIndex, type DeclaredPlace } from './declared/index-of.ts';
export { loadIndex, loadIndexes } from './declared/load.ts';
export { type DeclaredKind, type Row, rowsOf } from './declared/rows.ts';
