/** Serves a page with the compiler alone, and a `generated/` folder a test can damage. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { stageSdk } from '../../../src/setup/sdk.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface Site {
  url: string;
  /** Folder of the page; `generated/` is in it. */
  directory: string;
  /** Whether the isolation headers are sent. */
  isolated: boolean;
  /** Answers for paths, in place of files: a status or bytes. */
  instead: Map<string, number | Uint8Array>;
  close(): void;
}

/** @param fill puts toolchains and headers into the folder `generated/` it is given. */
export async function serveSite(fill: (generated: string) => Promise<unknown>): Promise<Site> {
  const directory = mkdtempSync(join(tmpdir(), 'undeclared-e2e-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('page/', import.meta.url)),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: directory, emptyOutDir: false, target: 'es2023' },
  });
  const generated = join(directory, 'generated');
  stageSdk(generated);
  await fill(generated);

  const instead: Site['instead'] = new Map();
  const server: Server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const headers: Record<string, string> = {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': /\.wasm$|\.pack$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(site.isolated
        ? { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
        : {}),
    };
    const given = instead.get(path);
    if (typeof given === 'number') return void response.writeHead(given).end();
    const file = join(directory, path === '/' ? 'index.html' : path);
    try {
      if (!statSync(file).isFile()) throw new Error('a folder');
      const body = given ?? readFileSync(file);
      response.writeHead(200, path === '/' ? { ...headers, 'Content-Type': 'text/html' } : headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: Site = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    directory,
    isolated: true,
    instead,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return site;
}
