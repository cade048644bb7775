/** Lets the browser paint and answer input before the next step. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    // A page in the background gets no frames.
    setTimeout(resolve, 100);
  });
}
