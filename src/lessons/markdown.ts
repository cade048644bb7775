/** Markdown read into prose. HTML is text, images are their description, links lead to the web or to a lesson. */
import MarkdownIt, { type Token } from 'markdown-it';
import { LessonError } from './error.ts';
import type { Block, Inline } from './prose.ts';

const reader = new MarkdownIt('default', { html: false, linkify: false, typographer: false, maxNesting: 20 });

/** Tokens of a whole document: block tokens in order, with the lines they came from. */
export function tokensOf(text: string): Token[] {
  return reader.parse(text, {});
}

/** One line of Markdown, as hints and choices are. */
export function readInline(text: string): Inline[] {
  const [token] = reader.parseInline(text.trim(), {});
  return inlineOf(token?.children ?? []);
}

/** Block tokens made a tree. */
export function blocksOf(tokens: readonly Token[]): Block[] {
  return new Reading(tokens).blocks(undefined);
}

/** Where a link of a lesson may lead: the web, or another step. */
function safeHref(href: string): string | undefined {
  if (/^#lesson=[\w.-]+(?:&step=\d{1,3})?$/.test(href)) return href;
  try {
    const { protocol } = new URL(href);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}

/** A walk over the flat list of tokens, in which what opens is closed again. */
class Reading {
  #at = 0;
  constructor(readonly tokens: readonly Token[]) {}

  /** @param until type of the token that ends them; the end of all tokens when not given. */
  blocks(until: string | undefined): Block[] {
    const found: Block[] = [];
    for (;;) {
      const token = this.tokens[this.#at++];
      if (!token || token.type === until) return found;
      const block = this.#block(token);
      if (block) found.push(block);
    }
  }

  #block(token: Token): Block | undefined {
    switch (token.type) {
      case 'paragraph_open':
        return { kind: 'paragraph', children: this.#inline('paragraph_close') };
      case 'heading_open':
        return { kind: 'heading', children: this.#inline('heading_close') };
      case 'fence':
      case 'code_block':
        return { kind: 'code', language: /^\w*/.exec(token.info)![0], text: token.content };
      case 'blockquote_open':
        return { kind: 'quote', children: this.blocks('blockquote_close') };
      case 'bullet_list_open':
        return { kind: 'list', ordered: false, start: 1, items: this.#items('bullet_list_close') };
      case 'ordered_list_open': {
        const start = Number(token.attrGet('start') ?? 1);
        return { kind: 'list', ordered: true, start, items: this.#items('ordered_list_close') };
      }
      case 'table_open':
        return this.#table();
      case 'hr':
        return { kind: 'rule' };
      default:
        throw new LessonError(
          `this kind of Markdown (${token.type}) cannot be shown; write a paragraph, list, table or code block.`,
          token.map ? token.map[0] + 1 : undefined,
        );
    }
  }

  #items(until: string): Block[][] {
    const items: Block[][] = [];
    for (;;) {
      const token = this.tokens[this.#at++];
      if (!token || token.type === until) return items;
      items.push(this.blocks('list_item_close'));
    }
  }

  #table(): Block {
    const rows: Inline[][][] = [];
    for (;;) {
      const token = this.tokens[this.#at++];
      if (!token || token.type === 'table_close') break;
      if (token.type === 'tr_open') rows.push([]);
      else if (token.type === 'inline') rows.at(-1)?.push(inlineOf(token.children ?? []));
    }
    const [head = [], ...body] = rows;
    return { kind: 'table', head, rows: body };
  }

  #inline(until: string): Inline[] {
    const found: Inline[] = [];
    for (;;) {
      const token = this.tokens[this.#at++];
      if (!token || token.type === until) return found;
      found.push(...inlineOf(token.children ?? []));
    }
  }
}

export function inlineOf(tokens: readonly Token[]): Inline[] {
  const root: Inline[] = [];
  const open: Inline[][] = [root];
  const add = (one: Inline) => open.at(-1)!.push(one);
  const enter = (one: Inline & { children: Inline[] }) => {
    add(one);
    open.push(one.children);
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'softbreak':
        add({ kind: 'text', text: ' ' });
        break;
      case 'hardbreak':
        add({ kind: 'break' });
        break;
      case 'code_inline':
        add({ kind: 'code', text: token.content });
        break;
      case 'strong_open':
        enter({ kind: 'strong', children: [] });
        break;
      case 'em_open':
      case 's_open':
        enter({ kind: 'emphasis', children: [] });
        break;
      case 'link_open': {
        const href = safeHref(String(token.attrGet('href') ?? ''));
        // A link to elsewhere stays as its words.
        if (href === undefined) open.push(open.at(-1)!);
        else enter({ kind: 'link', href, children: [] });
        break;
      }
      case 'strong_close':
      case 'em_close':
      case 's_close':
      case 'link_close':
        if (open.length > 1) open.pop();
        break;
      default:
        if (token.content) add({ kind: 'text', text: token.content });
    }
  }
  return root;
}
