/** The one compiler of this page. Its worker is on its way from here on, while the rest of the page is still fetched. */
import { Compiler } from '../compiler/index.ts';

/** Absolute URL of the folder `generated/`, with its slash. */
export const generated = new URL('generated/', document.baseURI).href;
export const compiler = new Compiler({ generated });
