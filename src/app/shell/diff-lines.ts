/** Lines of a unified diff by what became of each. */

export interface DiffLine {
  kind: 'same' | 'removed' | 'added' | 'hunk';
  text: string;
}

const KINDS: Record<string, DiffLine['kind']> = { '+': 'added', '-': 'removed', '@': 'hunk' };

export function diffLines(diff: string): DiffLine[] {
  return diff
    .replace(/\n$/, '')
    .split('\n')
    .map((text) => ({
      kind: /^(?:---|\+\+\+|diff ) ?/.test(text) ? 'hunk' : (KINDS[text[0] ?? ''] ?? 'same'),
      text,
    }));
}
