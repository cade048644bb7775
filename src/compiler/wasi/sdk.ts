/** The one version of @wasmer/sdk this room is proven with: `swap.ts` relies on how it compiles. */
export const SDK_VERSION = '0.16.0';
