import { cpSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type ResolvedConfig } from 'vite';
import { prefetchRuntime } from './src/setup/site/prefetch-runtime.ts';
import { isolationHeaders, serveGenerated } from './src/setup/site/serve-generated.ts';

/** Copies public/ but for public/generated, whose hundreds of megabytes only a site to deploy needs in its folder. */
function copyPublic(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'undeclared:copy-public',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      const target = resolve(config.root, config.build.outDir);
      for (const name of readdirSync(config.publicDir)) {
        if (name !== 'generated')
          cpSync(join(config.publicDir, name), join(target, name), { recursive: true });
      }
    },
  };
}

/**
 * web-tree-sitter has an eval for modules that bring script of their own; the C grammar brings none. And how long each
 * plugin took is of no use to whoever starts the page.
 */
const checks = { eval: false, pluginTimings: false };

export default defineConfig({
  // Relative, so that a built site works below any path of a host.
  base: './',
  plugins: [svelte(), serveGenerated(), prefetchRuntime(), copyPublic()],
  worker: { format: 'es', rolldownOptions: { checks } },
  build: {
    target: 'es2023',
    copyPublicDir: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks },
  },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
});
