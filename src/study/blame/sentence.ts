/** Blame in words. */

import type { Catalogue } from '../../headers/index.ts';
import { editSentence, type HeaderEdit } from '../../repro/index.ts';
import type { Blame } from './blame.ts';
import { includeOf } from './change.ts';

/** “VFIO_X, declared in <linux/vfio.h> at line 331 of Linux 5.10, was removed in “nvlink2 removed”, by the edit that removed it.” */
export function blameSentence(blame: Blame, { snapshots }: Pick<Catalogue, 'snapshots'>): string {
  const titleOf = (id: string | undefined) => {
    const snapshot = snapshots.find((one) => one.id === id);
    // What is called after its change would read as a part of the sentence.
    return snapshot?.derivedFrom ? `“${snapshot.title}”` : (snapshot?.title ?? id ?? '');
  };
  const { name, of, change, declared, reference, goneAt } = blame;
  const what = of === undefined ? name : `the member ${name} of ${of}`;
  const at = goneAt ? ` in ${titleOf(goneAt)}` : '';
  const was =
    declared && change.kind !== 'clash' && change.kind !== 'header-gone'
      ? `, declared in <${includeOf(declared.file)}> at line ${declared.line}${reference ? ` of ${titleOf(reference)}` : ''},`
      : '';
  const by = bySentence(blame);
  switch (change.kind) {
    case 'removed':
      return `${what}${was} was removed${at}${by}.`;
    case 'renamed':
      return `${what}${was} was renamed to ${change.to}${at}: ${change.evidence}${by}.`;
    case 'moved':
      return `${what}${was} is declared in <${change.include}>${at}: include that${by}.`;
    case 'include-missing':
      return change.user
        ? `${what}, which <${includeOf(change.user)}> uses${at}, is declared in <${change.include}>, and nothing includes that${by}.`
        : `${what} is declared in <${change.include}>, and nothing includes that.`;
    case 'guarded':
      return `${what}${was} stands under "${change.guard}"${at}${by}.`;
    case 'retyped':
      return `${what}${was} is declared otherwise${at}: "${change.before}" became "${change.after}"${by}.`;
    case 'value-changed':
      return `${what}${was} has another value${at}: ${change.before} became ${change.after}${by}.`;
    case 'clash':
      return `${what} is declared by <${includeOf(change.file)}> too, at line ${change.line}${at}${by}.`;
    case 'header-gone':
      return `The header <${name}> is gone${at}${reference ? `; ${titleOf(reference)} had it` : ''}${by}.`;
    case 'not-yet':
      return `${what} is declared only from ${titleOf(change.from)} on.`;
    case 'never':
      return `${what} is declared by no header of any stop known here.`;
  }
}

function bySentence({ by, name }: Blame): string {
  if (!by) return '';
  if (by.kind === 'edit') return `, by the edit that ${ofItself(by.edit, name) ?? editSentence(by.edit)}`;
  const shown = (packages: readonly { name: string; version: string }[]) =>
    packages.map(({ name, version }) => `${name} ${version}`).join(', ');
  return `, by ${shown(by.from)} becoming ${shown(by.to)}`;
}

/** What an edit did, where it is told of the very name it changed. */
function ofItself(edit: HeaderEdit, name: string): string | undefined {
  if (edit.kind !== 'remove' || edit.name !== name) return undefined;
  return edit.leave === 'number' ? 'removed it and reserved its number' : 'removed it';
}
