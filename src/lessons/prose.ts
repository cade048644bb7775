/**
 * A lesson's words as a tree of what the page shows: no markup of any kind passes through, so nothing an author
 * writes can become an element or a script. Every text in it is shown as a text node.
 */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  /** `href` is https, http or a step of a lesson (`#lesson=…`). */
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

export type Prose = Block[];

/** The words alone, as a terminal or a label shows them. */
export function plainInline(inline: readonly Inline[]): string {
  return inline
    .map((one) => {
      switch (one.kind) {
        case 'text':
        case 'code':
          return one.text;
        case 'break':
          return ' ';
        default:
          return plainInline(one.children);
      }
    })
    .join('');
}
