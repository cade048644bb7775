/**
 * Vite plugin: serves `/generated/` from public/generated as it stands now, in `vite dev` and `vite preview` alike,
 * and keeps those files out of an ordinary build. They appear and are replaced while the server runs (a GCC that
 * has just been built), which Vite's own handling of public/ does not see.
 */
import type { ServerResponse } from 'node:http';
import sirv from 'sirv';
import type { Connect, Plugin } from 'vite';
import { generatedDirectory } from '../generated.ts';

/**
 * A cross-origin isolated page has SharedArrayBuffer, without which the SDK fails silently. Others may frame it: a
 * course page that is isolated itself embeds repros.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** Names that carry a digest or a version never change their content. */
const immutable = /\.[0-9a-f]{12,}\.[a-z]+$|^\/(?:sdk|grammar)\//;

function setHeaders(response: ServerResponse, pathname: string): void {
  for (const [name, value] of Object.entries(isolationHeaders)) response.setHeader(name, value);
  response.setHeader(
    'Cache-Control',
    immutable.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  if (pathname.endsWith('.mjs') || pathname.endsWith('.js'))
    response.setHeader('Content-Type', 'text/javascript');
}

export function serveGenerated(): Plugin {
  const use = (middlewares: Connect.Server): void => {
    const serve = sirv(generatedDirectory, { dev: true, etag: true, brotli: true, gzip: true, setHeaders });
    middlewares.use('/generated', (request, response) => {
      serve(request, response, () => {
        response.writeHead(404, isolationHeaders);
        response.end();
      });
    });
  };
  return {
    name: 'undeclared:serve-generated',
    configureServer: (server) => use(server.middlewares),
    configurePreviewServer: (server) => use(server.middlewares),
  };
}
