/** Verdicts kept in this browser by what they depend on, so that an equal compile is never made twice. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { MemoryStore, type StoredVerdict, type VerdictStore } from '../../study/index.ts';

interface Entry {
  key: string;
  /** Milliseconds since 1970. */
  used: number;
  verdicts: StoredVerdict[];
}

interface Schema extends DBSchema {
  verdicts: { key: string; value: Entry; indexes: { used: number } };
}

/** Keys kept, verdicts of each, and bytes of output beyond which a verdict is not kept at all. */
const KEYS = 400;
const EACH = 16;
const LARGEST = 1_000_000;

/** Memory only, where the browser keeps nothing (a private window, a full disk). */
export function keptVerdicts(): VerdictStore {
  const memory = new MemoryStore();
  let database: Promise<IDBPDatabase<Schema> | undefined> | undefined;
  const open = () => {
    database ??= openDB<Schema>('undeclared', 1, {
      upgrade(db) {
        db.createObjectStore('verdicts', { keyPath: 'key' }).createIndex('used', 'used');
      },
    }).catch(() => undefined);
    return database;
  };
  return {
    async get(key) {
      const near = await memory.get(key);
      const db = await open();
      const entry = await db?.get('verdicts', key).catch(() => undefined);
      // The page and the study's worker each have a memory; what the other compiled is in the browser's store.
      return [...near, ...(entry?.verdicts ?? [])];
    },
    async put(key, stored) {
      await memory.put(key, stored);
      if (stored.verdict.stderr.length + stored.verdict.stdout.length > LARGEST) return;
      const db = await open();
      try {
        await db?.put('verdicts', {
          key,
          used: Date.now(),
          verdicts: [...(await memory.get(key))].slice(0, EACH),
        });
        if (db) await prune(db);
      } catch {
        // No room: what is in memory serves this visit.
      }
    },
  };
}

/** The longest unused go first. */
async function prune(db: IDBPDatabase<Schema>): Promise<void> {
  const tooMany = (await db.count('verdicts')) - KEYS;
  if (tooMany <= 0) return;
  const transaction = db.transaction('verdicts', 'readwrite');
  let cursor = await transaction.store.index('used').openCursor();
  for (let gone = 0; cursor && gone < tooMany; gone++) {
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await transaction.done;
}
