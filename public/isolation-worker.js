/**
 * Service worker for hosts that set no headers: adds the two isolation headers, without which the page has no
 * SharedArrayBuffer and no compiler can run. Only to navigations and worker scripts: a response that passes through
 * a service worker loses the browser's compiled-code cache, and modules must keep theirs.
 */
const needsHeaders = new Set(['document', 'iframe', 'worker', 'sharedworker']);

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (!needsHeaders.has(event.request.destination)) return;
  event.respondWith(
    fetch(event.request).then((response) => {
      if (response.status === 0) return response;
      const headers = new Headers(response.headers);
      headers.set('Cross-Origin-Opener-Policy', 'same-origin');
      headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
      headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
      return new Response(response.body, {
        status: response.status,
        statusText: response.statusText,
        headers,
      });
    }),
  );
});
