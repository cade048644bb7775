export { decodePack } from './pack/decode.ts';
export { encodePack } from './pack/encode.ts';
export { DEFAULT_LIMITS, PackCorrupt, type PackLimits } from './pack/format.ts';
