import { gzipSync } from 'fflate';
import { FORMAT, Writer } from './format.ts';
import type { Gathered, GatheredFile, Told } from './gather.ts';
import { DECLARED_KINDS } from './rows.ts';

/** Strings in the order of their first use; each one's start that it shares with the one before is told as a number. */
class Strings {
  readonly #ids = new Map<string, number>();
  readonly #shared = new Writer();
  #rest = '';
  #last = '';

  /** 0 for a string that is new, else its number. The caller knows that numbers count up. */
  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    let shared = 0;
    while (shared < text.length && text[shared] === this.#last[shared]) shared++;
    this.#shared.number(shared);
    this.#rest += `${text.slice(shared)}\n`;
    this.#last = text;
    this.#ids.set(text, this.#ids.size + 1);
    return 0;
  }

  columns(): Uint8Array[] {
    return [this.#shared.take(), new TextEncoder().encode(this.#rest)];
  }
}

/** One declaration through the versions of its file. */
interface Through {
  told: Told;
  versions: (Told | undefined)[];
}

function throughVersions({ versions }: GatheredFile): Through[] {
  const all = new Map<string, Through>();
  const order: Through[] = [];
  for (const [index, version] of versions.entries()) {
    const count = new Map<string, number>();
    let after = -1;
    for (const told of version) {
      const plain = `${told.kind} ${told.of} ${told.name}`;
      const nth = (count.get(plain) ?? 0) + 1;
      count.set(plain, nth);
      const key = `${plain} ${nth}`;
      let one = all.get(key);
      if (one) after = Math.max(after, order.indexOf(one, Math.max(0, after - 50)));
      else {
        one = { told, versions: versions.map(() => undefined) };
        all.set(key, one);
        // Beside its neighbour, so that line numbers grow slowly.
        if (index === 0) order.push(one);
        else order.splice(after + 1, 0, one);
        after++;
      }
      one.versions[index] = told;
    }
  }
  return order;
}

/** The index of a family as bytes. */
export function encodeIndex({ stops, files }: Gathered): Uint8Array {
  const names = new Strings();
  const owners = new Strings();
  const values = new Strings();
  const [places, kinds, nameIds, ownerIds, lines, valueIds] = Array.from({ length: 6 }, () => new Writer());
  for (const file of files) {
    const rows = throughVersions(file);
    places!.number(rows.length);
    places!.number(file.versions.length);
    for (const at of file.at) places!.number(at + 1);
    const last = file.versions.map(() => 0);
    for (const { told, versions } of rows) {
      kinds!.number(DECLARED_KINDS.indexOf(told.kind));
      nameIds!.number(names.id(told.name));
      ownerIds!.number(owners.id(told.of));
      let step = 1;
      let value = '';
      for (const [index, one] of versions.entries()) {
        if (!one) {
          lines!.number(0);
          continue;
        }
        // The distance to the declaration before is mostly what it was in the version before.
        const now = one.line - last[index]!;
        lines!.number(1 + (now - step < 0 ? -2 * (now - step) - 1 : 2 * (now - step)));
        step = now;
        last[index] = one.line;
        if (one.value === value) valueIds!.number(0);
        else valueIds!.number(values.id(one.value) + 1);
        value = one.value;
      }
    }
  }
  const head = JSON.stringify({ format: FORMAT, stops, files: files.map(({ path }) => path) });
  const columns = [
    new TextEncoder().encode(head),
    places!.take(),
    kinds!.take(),
    nameIds!.take(),
    ownerIds!.take(),
    lines!.take(),
    valueIds!.take(),
    ...names.columns(),
    ...owners.columns(),
    ...values.columns(),
  ];
  const sizes = new Writer();
  for (const column of columns) sizes.number(column.length);
  const all = [sizes.take(), ...columns];
  const whole = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return gzipSync(whole, { level: 9, mtime: 0 });
}
