/** Light or dark: the system's, unless the reader chose. */
const KEY = 'undeclared:theme';

export type Theme = 'light' | 'dark';

class ThemeState {
  #system: Theme = $state('light');
  #chosen: Theme | undefined = $state();
  readonly current: Theme = $derived(this.#chosen ?? this.#system);

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.#system = query.matches ? 'dark' : 'light';
    query.addEventListener('change', () => {
      this.#system = query.matches ? 'dark' : 'light';
    });
    const stored = document.documentElement.dataset.theme;
    if (stored === 'light' || stored === 'dark') this.#chosen = stored;
  }

  toggle(): void {
    const next = this.current === 'dark' ? 'light' : 'dark';
    // Back at the system's own, follow it again.
    this.#chosen = next === this.#system ? undefined : next;
    if (this.#chosen) document.documentElement.dataset.theme = this.#chosen;
    else delete document.documentElement.dataset.theme;
    try {
      if (this.#chosen) localStorage.setItem(KEY, this.#chosen);
      else localStorage.removeItem(KEY);
    } catch {
      // Not kept: the choice holds for this visit.
    }
  }
}

export const theme = new ThemeState();
