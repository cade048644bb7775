/**
 * Vite plugin: has the page begin with the files of @wasmer/sdk, which name one another in a chain of six that
 * begins only when the compiler's worker runs. By then they lie in the browser's cache.
 */
import type { Plugin } from 'vite';
import { SDK_VERSION } from '../../compiler/index.ts';

const FILES = ['pkg/wasmer_sdk_js_bg.wasm', 'dist/index.js', 'dist/node-compat.js', 'pkg/wasmer_sdk_js.js'];

export function prefetchRuntime(): Plugin {
  return {
    name: 'undeclared:prefetch-runtime',
    transformIndexHtml: () =>
      FILES.map((file) => ({
        tag: 'link',
        attrs: { rel: 'prefetch', href: `./generated/sdk/${SDK_VERSION}/${file}` },
        injectTo: 'head' as const,
      })),
  };
}
