/**
 * The first verdict is what a visitor waits for, and a machine may have two cores: work that can wait lets it go
 * first. Not for ever, and not once the reader reaches for the page.
 */
const PATIENCE = 3000;

/** @param verdict settled when the first compile has come to an end. */
export function yieldToCompiler(verdict: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const listening = new AbortController();
    const go = () => {
      listening.abort();
      resolve();
    };
    void verdict.then(go);
    setTimeout(go, PATIENCE);
    for (const event of ['pointerdown', 'keydown', 'wheel', 'dragenter'] as const) {
      addEventListener(event, go, { signal: listening.signal, passive: true, capture: true });
    }
  });
}
