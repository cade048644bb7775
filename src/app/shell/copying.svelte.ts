/** What a button that copies shows for a moment afterwards. */
const SHOWN = 1600;

export class Copying {
  state: 'idle' | 'copied' | 'refused' = $state('idle');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Puts `text` on the clipboard; a browser may refuse that, and then nothing was copied. */
  async copy(text: string): Promise<void> {
    clearTimeout(this.#timer);
    this.state = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    this.#timer = setTimeout(() => {
      this.state = 'idle';
    }, SHOWN);
  }
}

/** For a screen reader, of `what`: "Output". */
export function copyingWords(what: string, state: Copying['state']): string {
  if (state === 'idle') return '';
  return state === 'copied' ? `${what} copied` : `${what} not copied: the browser refused it`;
}
