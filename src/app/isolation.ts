/**
 * On a host that sends no isolation headers, a service worker adds them; the page that installs it has to be
 * loaded once more. Tried once a tab, so that a browser which refuses never reloads for ever: the page then opens
 * without a compiler and says why.
 */
const TRIED = 'undeclared:isolation-tried';

/** True when the page is about to be loaded again. */
export async function becomeIsolated(): Promise<boolean> {
  if (globalThis.crossOriginIsolated || !('serviceWorker' in navigator)) return false;
  try {
    if (sessionStorage.getItem(TRIED)) return false;
    sessionStorage.setItem(TRIED, 'yes');
    await navigator.serviceWorker.register(new URL('isolation-worker.js', document.baseURI));
    if (!(await isActive())) return false;
    location.reload();
    return true;
  } catch {
    return false;
  }
}

/** How long the worker may take to become active, in ms; where it is blocked it never does. */
const PATIENCE = 5000;

function isActive(): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.serviceWorker.ready.then(() => resolve(true));
    setTimeout(() => resolve(false), PATIENCE);
  });
}
