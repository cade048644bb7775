/**
 * Headers the reader types into. What they type is a patch, the last of the list of edits, made anew with every change:
 * so it is kept, shared and taken back as every other edit.
 */
import type { HeaderEdit, Snapshot } from '../../headers/index.ts';
import { LIMITS } from '../../repro/index.ts';
import { kernelPath, patchOfHeaders } from '../../study/index.ts';
import type { Notices } from '../shell/notices.svelte.ts';
import { TYPING } from './consumer-files.ts';
import type { EditList } from './edit-list.svelte.ts';
import type { Provenance } from './provenance.ts';

/** What has the headers. */
export interface HeadersOwner {
  readonly stack: readonly Snapshot[];
  readonly headerEdits: EditList;
  readonly provenance: Provenance;
  readonly notices: Notices;
}

/** A header as it is without what the reader typed into it last. */
interface Base {
  /** Of the stack and edits it holds for. */
  key: string;
  path: string;
  /** The path it is installed at: another one where a project carries a copy. */
  original: string;
  text: string;
  /** The last of the edits is what was typed into this header. */
  instead: boolean;
}

export class HeaderTyping {
  #open: readonly string[] = $state.raw([]);
  #base: Base | undefined = $state.raw();
  /** What was typed last, and the stack and edits that make it so. */
  #typed: { key: string; path: string; text: string } | undefined = $state.raw();
  readonly #of: HeadersOwner;

  constructor(of: HeadersOwner) {
    this.#of = of;
  }

  /** The reader has asked to edit this header. */
  isOpen(path: string): boolean {
    return this.#open.includes(path);
  }

  /** It can be typed into right now. */
  isReady(path: string, key: string | undefined): boolean {
    return this.isOpen(path) && this.#base?.path === path && this.#base.key === key;
  }

  open(path: string): void {
    if (!this.isOpen(path)) this.#open = [...this.#open, path];
  }

  close(path: string): void {
    this.#open = this.#open.filter((one) => one !== path);
  }

  /** The text as it was typed, as long as stack and edits are those that typing made. */
  textOf(path: string, key: string | undefined): string | undefined {
    return this.#typed?.path === path && this.#typed.key === key ? this.#typed.text : undefined;
  }

  /** Gets ready what is typed against. `key` is `headerKey` of the present stack and edits. */
  async prepare(path: string, key: string): Promise<void> {
    if (!this.isOpen(path) || this.isReady(path, key)) return;
    const { stack, headerEdits, provenance } = this.#of;
    const { original } = await provenance.owner(stack, path);
    const edits = headerEdits.on;
    const instead = isTyped(edits.at(-1), original);
    const bytes = await provenance.read(stack, path, instead ? edits.slice(0, -1) : edits);
    if (!bytes || headerKey(this.#of.stack, this.#of.headerEdits.on, path) !== key) return;
    this.#base = { key, path, original, text: new TextDecoder().decode(bytes), instead };
  }

  type(path: string, text: string): void {
    const { headerEdits, notices } = this.#of;
    const base = this.#base;
    if (!base || base.path !== path) return;
    const patch = patchOfHeaders([{ path: base.original, before: base.text, after: text }]);
    if (patch.length > LIMITS.patch) {
      notices.add({
        tone: 'problem',
        text: `So much of this header is changed that it cannot be kept: an edit holds ${LIMITS.patch.toLocaleString('en')} characters.`,
      });
      return;
    }
    headerEdits.putLast(patch, base.instead, TYPING);
    const key = headerKey(this.#of.stack, headerEdits.on, path);
    this.#base = { ...base, key, instead: patch !== '' };
    this.#typed = { key, path, text };
  }

  /** Takes back what was typed into a header since it was opened or last changed otherwise. */
  revert(path: string): void {
    if (this.#base?.path === path && this.#base.instead) this.type(path, this.#base.text);
  }

  /** There is something to take back. */
  isChanged(path: string): boolean {
    return this.#base?.path === path && this.#base.instead;
  }

  /** Another repro is taken up. */
  begin(): void {
    this.#open = [];
    this.#base = undefined;
    this.#typed = undefined;
  }
}

/** Equal where a header of that path has equal text. */
export function headerKey(stack: readonly Snapshot[], edits: readonly HeaderEdit[], path: string): string {
  return JSON.stringify([stack.map(({ id, derivedFrom }) => [id, derivedFrom]), edits, path]);
}

/** A patch of this one header as typing makes it, not one that came in a mail. */
function isTyped(edit: HeaderEdit | undefined, path: string): boolean {
  if (edit?.kind !== 'patch') return false;
  const name = kernelPath(path);
  return edit.patch.startsWith(`diff --git a/${name} b/${name}\n`) && edit.patch.indexOf('\ndiff --git ') < 0;
}

/** Why a header's text cannot be edited as text; undefined where it can. */
export function untypable(text: string): string | undefined {
  if (text.includes('\r')) return 'Its lines end as on Windows: it can only be edited by a patch.';
  if (text.includes('\ufffd')) return 'It is not UTF-8 text: it can only be edited by name.';
  return undefined;
}
