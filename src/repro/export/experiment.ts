/** An experiment as it is shown to somebody: the repro with what is known of its parts, and what came of it. */
import type { HeaderEdit, Repro } from '../repro.ts';
import type { Said } from '../said.ts';

export interface ShownSnapshot {
  id: string;
  /** “Linux 5.10”, “nvlink2 removed”. */
  title: string;
  /** Tree hash, whole or cut. */
  hash?: string;
  packages?: readonly { name: string; version: string; sha256?: string }[];
  /** For a derived snapshot: from which one (its title), by which edits. */
  derivedFrom?: { title: string; edits: readonly HeaderEdit[] };
  notice?: string;
}

export interface Experiment {
  repro: Repro;
  toolchain: { title: string; hash?: string };
  /** The command as a shell takes it, where the compiler's own name says the machine it is for. */
  command?: string;
  /** Triplet of the machine it is for; x86-64 when not given. */
  target?: string;
  /** In the order of the stack. */
  headers: readonly ShownSnapshot[];
  /** Absent before the compiler has spoken. */
  said?: Said;
  /** What the headers have to do with its errors, a sentence each. */
  why?: readonly string[];
  /** Whole address. */
  link?: string;
}

export function editSentence(edit: HeaderEdit): string {
  switch (edit.kind) {
    case 'remove':
      return edit.leave === 'number' ? `removed ${edit.name}, its number reserved` : `removed ${edit.name}`;
    case 'reserve':
      return `reserved ${edit.name}`;
    case 'restore':
      return `restored ${edit.name}`;
    case 'patch':
      return `patched ${patchedFiles(edit.patch).join(', ') || 'the headers'}`;
  }
}

/** Names told of one kind of edit; more are counted. */
const NAMES_TOLD = 8;

/** Many edits in one line, each kind told once: “removed, numbers reserved: A, B; removed: struct c”. */
export function editsSentence(edits: readonly HeaderEdit[]): string {
  const first = edits[0];
  if (edits.length === 1 && first) return editSentence(first);
  const byKind = new Map<string, string[]>();
  for (const edit of edits) {
    const [kind, names] = kindAndNames(edit);
    byKind.set(kind, [...(byKind.get(kind) ?? []), ...names]);
  }
  return [...byKind]
    .map(([kind, names]) => {
      const more = names.length - NAMES_TOLD;
      return `${kind}: ${names.slice(0, NAMES_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    })
    .join('; ');
}

function kindAndNames(edit: HeaderEdit): [kind: string, names: string[]] {
  switch (edit.kind) {
    case 'remove':
      return [edit.leave === 'number' ? 'removed, number reserved' : 'removed', [edit.name]];
    case 'reserve':
      return ['reserved', [edit.name]];
    case 'restore':
      return ['restored', [edit.name]];
    case 'patch': {
      const files = patchedFiles(edit.patch);
      return ['patched', files.length ? files : ['the headers']];
    }
  }
}

/** “Linux 5.10, nvlink2 removed”. */
export function snapshotTitle({ title, derivedFrom }: ShownSnapshot): string {
  return derivedFrom ? `${derivedFrom.title}, ${title}` : title;
}

/** Provenance in one line: packages with versions, and the hash. */
export function provenance({ id, packages, hash }: ShownSnapshot): string {
  const from = packages?.map(({ name, version }) => `${name} ${version}`).join(', ');
  return [id, from, hash && `tree ${hash.slice(0, 12)}`].filter(Boolean).join('; ');
}

/** “8 errors, 1 note”, “no output”. */
export function countSentence({ diagnostics }: Said): string {
  const counts = { error: 0, warning: 0 };
  for (const { severity } of diagnostics) {
    if (severity === 'error' || severity === 'fatal error') counts.error++;
    else if (severity === 'warning') counts.warning++;
  }
  const told = (['error', 'warning'] as const)
    .filter((severity) => counts[severity])
    .map((severity) => `${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`);
  return told.join(', ') || 'no diagnostics';
}

/** “Does not compile: 8 errors.” */
export function verdictSentence(said: Said): string {
  return `${said.exitCode === 0 ? 'Compiles' : 'Does not compile'}: ${countSentence(said)}.`;
}

/** Edits of the stack's own derived snapshots and of the reader, a sentence each. */
export function allEdits({ headers, repro }: Experiment): string[] {
  const derived = headers.flatMap(({ derivedFrom, title }) =>
    derivedFrom ? derivedFrom.edits.map((edit) => `${editSentence(edit)} (${title})`) : [],
  );
  return [...derived, ...(repro.edits ?? []).map(editSentence)];
}

function patchedFiles(patch: string): string[] {
  return [...patch.matchAll(/^\+\+\+ (?:b\/)?(\S{1,300})/gm)].map((match) => match[1]!).slice(0, 5);
}
