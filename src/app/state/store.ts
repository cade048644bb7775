import type { Store } from './drafts.ts';

/** The browser's store, or another one where the browser forbids it (blocked cookies throw on mere access). */
export function storeOr(browser: () => Store, other: Store): Store {
  try {
    const store = browser();
    store.getItem('');
    return store;
  } catch {
    return other;
  }
}

export function memoryStore(): Store {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}
