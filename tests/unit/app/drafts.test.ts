import { describe, expect, test } from 'vitest';
import { noEntry } from '../../../src/app/opening/entry.ts';
import {
  type Draft,
  listDrafts,
  MAX_DRAFT,
  readAside,
  readDraft,
  saveDraft,
} from '../../../src/app/state/drafts.ts';
import { memoryStore } from '../../../src/app/state/store.ts';
import { TabDrafts } from '../../../src/app/state/tab-draft.ts';

function draft(id: string, text: string, savedAt = 1): Draft {
  return {
    format: 1,
    id,
    savedAt,
    origin: 'edited',
    repro: {
      schema: 1,
      title: 'mine',
      note: '',
      toolchain: { id: 'clang-22' },
      headers: [{ id: 'linux-5.10' }],
      consumer: { files: [{ path: '/home/reader/consumer.c', text }] },
      command: 'gcc -c consumer.c',
      directory: '/home/reader',
    },
  };
}

/** A browser's locks, for one process: granted to one holder at a time. */
function fakeLocks(): LockManager {
  const held = new Set<string>();
  return {
    query: async () => ({ held: [...held].map((name) => ({ name })), pending: [] }),
    request: async (
      name: string,
      _options: LockOptions,
      callback: (lock: { name: string } | null) => unknown,
    ) => {
      if (held.has(name)) return callback(null);
      held.add(name);
      await callback({ name });
      held.delete(name);
    },
  } as unknown as LockManager;
}

const never = () => {
  throw new Error('nothing should be set aside');
};

describe('Kept work', () => {
  test('comes back as it was', () => {
    const store = memoryStore();
    const mine = draft('a1', 'int x;\r\n\tä😀');
    expect(saveDraft(store, mine)).toEqual({ saved: true });
    expect(readDraft(store, 'a1', never)).toEqual(mine);
  });

  test.each([
    ['cut short', '{"format":1,"id":"a1","repro":{"schema":1,'],
    ['of another shape', '{"format":1,"id":"a1","savedAt":1,"origin":"edited","repro":{"schema":99}}'],
    ['not JSON', 'int main(void) {}'],
  ])('that is %s is set aside word for word, never deleted', (_, text) => {
    const store = memoryStore();
    store.setItem('undeclared:draft:a1', text);
    let aside = '';
    expect(
      readDraft(store, 'a1', (key) => {
        aside = key;
      }),
    ).toBeUndefined();
    expect(readAside(store, aside)).toBe(text);
    expect(listDrafts(store, never)).toEqual([]);
  });

  test('too large to keep is refused with a reason, and what was kept before stays', () => {
    const store = memoryStore();
    saveDraft(store, draft('a1', 'small'));
    const result = saveDraft(store, draft('a1', 'x'.repeat(MAX_DRAFT)));
    expect(result).toMatchObject({ saved: false, why: expect.stringContaining('too large') });
    expect(readDraft(store, 'a1', never)?.repro.consumer.files[0]?.text).toBe('small');
  });

  test('that the browser has no room for says so', () => {
    const store = {
      ...memoryStore(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(saveDraft(store, draft('a1', 'x'))).toMatchObject({ saved: false });
  });
});

describe('Tabs', () => {
  function browser() {
    const local = memoryStore();
    const locks = fakeLocks();
    return { local, tab: (session = memoryStore()) => new TabDrafts(local, session, locks, never, noEntry) };
  }

  test('open at once work on drafts of their own', async () => {
    const { tab } = browser();
    const first = await tab().begin(false);
    const second = await tab().begin(false);
    expect(second.id).not.toBe(first.id);
  });

  test('opened while another is open do not take up old work by themselves', async () => {
    const { local, tab } = browser();
    await tab().begin(false);
    saveDraft(local, draft('old', 'int old;'));
    expect((await tab().begin(false)).draft).toBeUndefined();
  });

  test('opened alone take up the work of the tab closed last', async () => {
    const { local, tab } = browser();
    saveDraft(local, draft('older', 'int older;', 1));
    saveDraft(local, draft('newer', 'int newer;', 2));
    expect((await tab().begin(false)).draft?.id).toBe('newer');
  });

  test('duplicated with their session get a copy under another name', async () => {
    const { local, tab } = browser();
    const session = memoryStore();
    const first = await tab(session).begin(false);
    saveDraft(local, draft(first.id, 'int mine;'));
    const copied = memoryStore();
    for (let i = 0; i < session.length; i++)
      copied.setItem(session.key(i)!, session.getItem(session.key(i)!)!);
    const second = await tab(copied).begin(false);
    expect(second.draft?.repro.consumer.files[0]?.text).toBe('int mine;');
    expect(second.id).not.toBe(first.id);
  });

  test('list as earlier work only what no tab has open', async () => {
    const { local, tab } = browser();
    const first = tab();
    const { id } = await first.begin(false);
    saveDraft(local, draft(id, 'int open;'));
    saveDraft(local, draft('closed', 'int closed;'));
    expect((await first.earlier()).map((each) => each.id)).toEqual(['closed']);
    await first.remove(id);
    expect(readDraft(local, id, never)).toBeDefined();
  });
});
