/** link: share links and what opening or making one needs. */
export { MAX_LINK } from './alphabet.ts';
export * from './context.ts';
export * from './errors.ts';
export { decodeLink, encodeLink, hasLink, type OpenedLink } from './link.ts';
export { textOfLink, textToLink } from './text.ts';
