/** Short messages beside the work: something became ready, a file was refused. Never a verdict. */
export interface Notice {
  id: number;
  tone: 'info' | 'problem';
  text: string;
  action?: { label: string; run: () => void };
  /** Stays until it is dismissed or acted on. */
  stays?: boolean;
}

export class Notices {
  list: Notice[] = $state.raw([]);
  #lastId = 0;

  add(notice: Omit<Notice, 'id'>): void {
    if (this.list.some(({ text }) => text === notice.text)) return;
    const id = ++this.#lastId;
    // Four at most: a folder of unreadable files dropped at once must not bury the page.
    this.list = [...this.list.slice(-3), { ...notice, id }];
    if (notice.tone === 'info' && !notice.stays)
      setTimeout(() => this.dismiss(id), notice.action ? 12_000 : 6000);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}
